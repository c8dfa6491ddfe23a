"""What a scenario is once it is read: frozen values that the engine plays.

A scenario compares and hashes by identity, so that what is worked out from it can be kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from practice.scenario.conditions import Condition

VALUES = {"best": 0, "ok": -1, "weak": -2, "poor": -3}
OUTCOMES = ("restored", "settled", "handed_over", "safe_exit", "lost")


@dataclass(frozen=True, kw_only=True)
class Persona:
    """Who calls, writes or stands there."""

    id: str
    name: str
    channel: str
    backstory: str = ""
    wants: str = ""
    hides: str = ""
    pronouns: str = ""
    region: str = ""


@dataclass(frozen=True, kw_only=True)
class Meter:
    """A whole number between two bounds."""

    name: str
    min: int
    max: int
    start: int
    good: str
    show: str


@dataclass(frozen=True, kw_only=True)
class Emotion:
    """What face and voice are drawn from."""

    label: str
    valence: float
    arousal: float


@dataclass(frozen=True, kw_only=True)
class Media:
    """A picture, sound or film, with the words that stand for it."""

    kind: str  # image, audio, video
    file: str
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Customer:
    """One line of the customer, and how it comes across."""

    text: str
    emotion: Emotion
    voice: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    transcript: str = ""
    media: tuple[Media, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Notice:
    """A question about what the customer feels, asked before the options appear."""

    ask: str
    best: str
    why: str
    options: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Something the learner may say, and what comes of it."""

    id: str
    text: str
    quality: str
    goto: str
    tags: tuple[str, ...] = ()  # skills and slips as written
    effect: Mapping[str, int] = field(default_factory=dict)
    feedback: str = ""
    when: Condition | None = None
    max_visits: int = 0  # 0: no bound
    then: str = ""

    @property
    def value(self) -> int:
        """Return what the quality counts: 0 for the best, down to -3."""
        return VALUES[self.quality]


@dataclass(frozen=True, kw_only=True)
class Branch:
    """One way out of a routing node."""

    goto: str
    when: Condition | None = None


@dataclass(frozen=True, kw_only=True)
class Node:
    """A moment of the scene: the learner chooses, or the meters decide where it goes."""

    name: str
    customer: Customer | None = None
    notice: Notice | None = None
    write_first: bool = False
    choices: tuple[Choice, ...] = ()
    auto: tuple[Branch, ...] = ()

    def choice(self, choice_id: str) -> Choice | None:
        """Return the choice of that id, if there is one."""
        return next((choice for choice in self.choices if choice.id == choice_id), None)

    def conditions(self) -> Iterator[tuple[str, int, Condition]]:
        """Yield each condition with the list it stands in, `choices` or `auto`, and its place."""
        for at, choice in enumerate(self.choices):
            if choice.when:
                yield "choices", at, choice.when
        for at, branch in enumerate(self.auto):
            if branch.when:
                yield "auto", at, branch.when


@dataclass(frozen=True, kw_only=True)
class Ending:
    """How the scene ends."""

    name: str
    outcome: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Safeguards:
    """What protects the learner."""

    intensity: int
    content_note: str = ""
    pause: bool = True
    skip_allowed: bool = True
    skip_alternative: str = ""
    opt_out_scored: bool = False


@dataclass(frozen=True, kw_only=True)
class Debrief:
    """Feel, fact, transfer; `compare` names the endings that the expert's path leads to."""

    feel: str
    fact: str
    transfer: str
    compare: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Perspective:
    """The scene from another seat: lines to hear and what to rate about them."""

    who: str
    intro: str
    lines: tuple[str, ...]
    rate: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, kw_only=True, eq=False)
class Scenario:
    """A whole scene."""

    id: str
    version: int
    language: str
    license: str
    title: str
    summary: str
    module: str
    complexity: str
    difficulty: int
    minutes: int
    objectives: tuple[str, ...]
    skills: tuple[str, ...]
    slips: tuple[str, ...]
    safeguards: Safeguards
    persona: Persona
    meters: tuple[Meter, ...]
    start: str
    nodes: Mapping[str, Node]
    endings: Mapping[str, Ending]
    debrief: Debrief
    evidence: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    balance: tuple[str, ...] = ()  # less_empathy, content_customer
    perspectives: tuple[Perspective, ...] = ()

    def choices(self) -> Iterator[tuple[Node, Choice]]:
        """Yield every choice with its node, in the order of the file."""
        for node in self.nodes.values():
            for choice in node.choices:
                yield node, choice

    def conditions(self) -> Iterator[Condition]:
        """Yield every condition of choices and branches."""
        for node in self.nodes.values():
            yield from (condition for _, _, condition in node.conditions())

    def good_endings(self) -> frozenset[str]:
        """Return the endings to aim for: those the debrief compares with, or the restored ones."""
        named = frozenset(self.debrief.compare) & self.endings.keys()
        return named or frozenset(
            name for name, ending in self.endings.items() if ending.outcome == "restored"
        )
