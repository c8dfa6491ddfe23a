"""The map of a course: objectives × lessons × questions × Bloom levels. Pure.

It is read from a package's drafts. What a quiz asks, its kind tells (`LessonKind.asks`), so the map
knows of no kind but the readers' word for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum, auto

from courses.package.drafts import LessonDraft, Objective, Package

LEVELS = ("R", "U", "Ap", "An", "E", "C")


@dataclass(frozen=True)
class Asked:
    """One question of a bank."""

    key: str
    type: str
    objective: str
    level: str


@dataclass(frozen=True)
class Asks:
    """What a lesson asks: its bank, and how many questions one attempt draws.

    `blueprint` says how many of them are about which objective; empty: the objectives take turns.
    """

    questions: tuple[Asked, ...]
    draw: int
    blueprint: Mapping[str, int] = field(default_factory=dict)


Ask = Callable[[LessonDraft], Asks]


class Gap(StrEnum):
    """What an objective lacks."""

    NO_LESSON = auto()
    NO_QUESTION = auto()
    BANK_TOO_SMALL = auto()
    ASKED_AFTER_ALL = auto()


@dataclass(frozen=True)
class Line:
    """One objective: who teaches it, and who asks for it at which level."""

    objective: Objective
    taught_in: tuple[LessonDraft, ...]
    asked_in: tuple[LessonDraft, ...]
    counts: Mapping[str, int]  # questions by Bloom level
    drawn: int | None  # of one attempt, where a blueprint says so

    @property
    def bank(self) -> int:
        """Return how many questions there are."""
        return sum(self.counts.values())

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Return what is missing, in the order in which one would mend it."""
        return tuple(self._gaps())

    def _gaps(self) -> Iterator[Gap]:
        if not self.taught_in:
            yield Gap.NO_LESSON
        if self.objective.assessed and not self.bank:
            yield Gap.NO_QUESTION
        if not self.objective.assessed and self.bank:
            yield Gap.ASKED_AFTER_ALL
        if self.drawn is not None and self.bank < self.drawn:
            yield Gap.BANK_TOO_SMALL


@dataclass(frozen=True)
class ModuleMap:
    """The objectives of a module, and what its attempts draw."""

    key: str
    title: str
    lines: tuple[Line, ...]
    bank: int
    draw: int


@dataclass(frozen=True)
class CourseMap:
    """The whole map."""

    title: str
    modules: tuple[ModuleMap, ...]
    types: Mapping[str, int]  # questions by type

    @property
    def lines(self) -> tuple[Line, ...]:
        """Return the lines of all modules."""
        return tuple(line for module in self.modules for line in module.lines)

    @property
    def gaps(self) -> tuple[tuple[Line, Gap], ...]:
        """Return everything that is missing."""
        return tuple((line, gap) for line in self.lines for gap in line.gaps)

    @property
    def counts(self) -> Mapping[str, int]:
        """Return the questions of the course by Bloom level."""
        return {level: sum(line.counts[level] for line in self.lines) for level in LEVELS}

    @property
    def bank(self) -> int:
        """Return how many questions there are about the course's objectives."""
        return sum(line.bank for line in self.lines)


def map_of(package: Package, asks: Mapping[str, Ask]) -> CourseMap:
    """Return the map of a package; `asks` says by kind what a lesson asks."""
    lessons = package.lessons()
    found = {lesson.key: asks[lesson.kind](lesson) for lesson in lessons if lesson.kind in asks}
    return CourseMap(
        title=package.title,
        modules=tuple(
            ModuleMap(
                key=module.key,
                title=module.title,
                lines=tuple(_line(objective, lessons, found) for objective in module.objectives),
                bank=sum(
                    len(found[lesson.key].questions)
                    for lesson in module.lessons
                    if lesson.key in found
                ),
                draw=sum(
                    found[lesson.key].draw for lesson in module.lessons if lesson.key in found
                ),
            )
            for module in package.modules
        ),
        types=Counter(asked.type for quiz in found.values() for asked in quiz.questions),
    )


def _line(objective: Objective, lessons: Sequence[LessonDraft], found: Mapping[str, Asks]) -> Line:
    asked = {
        key: [one for one in quiz.questions if one.objective == objective.id]
        for key, quiz in found.items()
    }
    levels = Counter(one.level for questions in asked.values() for one in questions)
    shares = [
        quiz.blueprint[objective.id] for quiz in found.values() if objective.id in quiz.blueprint
    ]
    return Line(
        objective=objective,
        taught_in=tuple(
            lesson
            for lesson in lessons
            if lesson.key not in found and objective.id in lesson.objectives
        ),
        asked_in=tuple(lesson for lesson in lessons if asked.get(lesson.key)),
        counts={level: levels[level] for level in LEVELS},
        drawn=sum(shares) if shares else None,
    )
