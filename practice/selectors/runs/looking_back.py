"""What the pages after a scene show: debrief, the other seat, the list, the reading version.

Plain frozen values like those of `looks`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from practice.models import Comfort, Run
from practice.selectors.runs.looks import Line, MeterLook, Noticed, Person, Said


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """A turn in the debrief; `shortfall` is 0 for the best option that was open, down to -3."""

    number: int
    customer: Line | None
    said: str
    quality: str
    quality_label: str
    feedback: str
    shortfall: int
    noticed: Noticed | None = None
    wrote: str = ""
    meters: tuple[MeterLook, ...] = ()  # after it


@dataclass(frozen=True, kw_only=True, slots=True)
class Count:
    """How often a skill was shown where an option offered it, or a slip met (`offered` 0)."""

    tag: str
    label: str
    shown: int
    offered: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Curve:
    """A meter over the scene: its value before the first turn and after each."""

    name: str
    label: str
    min: int
    max: int
    good: str
    values: tuple[int, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Index:
    """How near the best path a run came: words first; `share` (0 to 100) only to draw it."""

    words: str
    share: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Notes:
    """What the learner wrote, decrypted for their eyes. `mark` names this version of it.

    `cannot_be_opened` names the texts whose key is not here; they are kept all the same.
    """

    feel: str = ""
    fact: str = ""
    transfer: str = ""
    mark: str = ""
    cannot_be_opened: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Prompts:
    """What the debrief asks."""

    feel: str
    fact: str
    transfer: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Debrief:
    """After the scene: what happened, what to make of it, one's path beside the expert's."""

    run: Run
    title: str
    language: str
    person: Person
    ending: str
    outcome: str
    outcome_label: str
    prompts: Prompts
    notes: Notes
    own: tuple[Step, ...]
    expert: tuple[Step, ...]
    expert_ending: str
    parts_at: int | None  # the first turn at which own and expert's path differ, from 1
    skills: tuple[Count, ...]
    slips: tuple[Count, ...]
    index: Index | None
    curves: tuple[Curve, ...]
    has_seat: bool
    ratings: Ratings | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Ratings:
    """From the customer's seat, 1 to 5."""

    heard: int
    respected: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Seat:
    """Hear yourself: one's own lines as the customer heard them; `trust` beside the ratings."""

    run: Run
    title: str
    language: str
    person: Person
    intro: str
    lines: tuple[Said, ...]
    ratings: Ratings | None
    trust: Curve | None


@dataclass(frozen=True, kw_only=True, slots=True)
class RunEntry:
    """A run in the list of one's own."""

    run: Run
    title: str
    language: str
    person: str
    state: str
    state_label: str
    outcome_label: str
    turns: int
    started_at: datetime
    has_notes: bool
    lesson_key: str
    course_title: str


@dataclass(frozen=True, kw_only=True, slots=True)
class MyPractice:
    """Everything of one's own: newest first, a page at a time."""

    entries: tuple[RunEntry, ...]
    comfort: Comfort
    total: int
    page: int
    pages: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """A moment of the reading version: what the customer said, what was answered, and why."""

    customer: Line | None
    said: str
    why: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadingVersion:
    """The scene as prose: the expert's path, told."""

    title: str
    summary: str
    language: str
    person: Person
    content_note: str
    moments: tuple[Told, ...]
    ending: str
    prompts: Prompts
    is_done: bool
