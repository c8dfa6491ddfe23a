"""What the pages of a role-play show: plain frozen values, no rows, no addresses.

Texts are in the language of the run (`language`), labels in that of the reader.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from practice.models import Comfort, Run, Scenario


@dataclass(frozen=True, kw_only=True, slots=True)
class Feeling:
    """What the face is drawn from, and its word in the reader's language."""

    label: str
    valence: float
    arousal: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One line of the customer as it comes across; cues are empty where the level hides them."""

    text: str
    feeling: Feeling
    voice: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    transcript: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """Who the customer is. `hides` is told in the debrief only, else empty."""

    name: str
    channel: str  # "phone", "chat", "email", "in_person", "video"
    channel_label: str
    backstory: str = ""
    wants: str = ""
    hides: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class MeterLook:
    """A meter as it stands; `share` is 0 to 100 of its way from `min` to `max`."""

    name: str
    label: str
    value: int
    min: int
    max: int
    good: str  # "high" or "low"
    share: int
    moved: int = 0  # since the turn before


@dataclass(frozen=True, kw_only=True, slots=True)
class Noticed:
    """The answer to a notice step: what was said, what was there, and why."""

    ask: str
    said: str
    best: str
    why: str
    is_best: bool | None  # None: in one's own words, which nobody judges


@dataclass(frozen=True, kw_only=True, slots=True)
class Ask:
    """A notice step still open: options by their place, or none for an answer in own words."""

    ask: str
    options: tuple[tuple[int, str], ...]

    @property
    def is_free(self) -> bool:
        """Return whether it is answered in own words."""
        return not self.options


@dataclass(frozen=True, kw_only=True, slots=True)
class Option:
    """Something to say."""

    id: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Feedback:
    """About the last choice: on the act and its consequence."""

    said: str
    text: str
    quality: str  # best, ok, weak, poor
    quality_label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """A turn that is over, as the conversation shows it."""

    number: int
    customer: Line | None
    said: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Briefing:
    """The page before a scene. Exactly one of `open_run`, `can_start`, `refusal` leads on.

    `is_above_cap` and `opens_at` say which refusal it is; the reading version is always there.
    """

    scenario: Scenario
    title: str
    summary: str
    language: str
    person: Person
    objectives: tuple[str, ...]
    complexity_label: str
    content_note: str
    intensity: int
    minutes: int
    open_run: Run | None
    runs_before: int
    latest_debrief: Run | None
    comfort: Comfort
    is_above_cap: bool
    opens_at: datetime | None  # in the learner's zone: after the wait between two hard scenes
    refusal: str
    is_done: bool

    @property
    def can_start(self) -> bool:
        """Return whether a new run may begin."""
        return self.open_run is None and not self.refusal


@dataclass(frozen=True, kw_only=True, slots=True)
class Stage:
    """A scene at the learner's turn. `step` says which form is due: notice, write or choose.

    `turns_taken` goes into every form: whoever acts on an older page is told so.
    """

    run: Run
    title: str
    language: str
    person: Person
    number: int  # of the turn that is due, from 1
    turns_taken: int
    history: tuple[Said, ...]
    line: Line | None
    feedback: Feedback | None
    step: str
    ask: Ask | None
    noticed: Noticed | None
    wrote: str
    options: tuple[Option, ...]
    meters: tuple[MeterLook, ...]
    shows_voice: bool
    timer_seconds: int | None
    can_pause: bool
