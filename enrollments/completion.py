"""The completion engine: facts about lessons in, progress out.

Pure: no database, no clock, no settings. Lesson kinds report facts (`Fact`); what they mean for
the course is decided here and nowhere else. The words of the move-on rules are those of cmi5.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol

COMPLETED = "completed"
PASSED = "passed"
COMPLETED_AND_PASSED = "completed_and_passed"
COMPLETED_OR_PASSED = "completed_or_passed"
NOT_APPLICABLE = "not_applicable"

_NEEDS_A_PASS = frozenset({PASSED, COMPLETED_AND_PASSED})
_NEEDS_A_FACT = frozenset({COMPLETED, COMPLETED_OR_PASSED})


class Outlined(Protocol):
    """What the engine needs to know about a lesson, in the order of the outline."""

    @property
    def key(self) -> str:
        """Return the key that is stable within the version."""
        ...

    @property
    def move_on(self) -> str:
        """Return the word of cmi5 that says when the lesson counts."""
        ...

    @property
    def is_required(self) -> bool:
        """Return whether the course asks for this lesson."""
        ...


@dataclass(frozen=True)
class Progress:
    """How far an enrollment is. 100 percent and complete are the same thing."""

    done: int
    total: int
    percent: int
    is_complete: bool


@dataclass(frozen=True)
class Score:
    """One lesson's result, as its kind reported it."""

    percent: Decimal
    pass_mark: int | None
    attempts: int | None


def satisfies(*, move_on: str, passed: bool | None) -> bool:
    """Return whether a lesson that was done, with this result, counts under its rule.

    `passed` is None where the kind knows no pass. A failed quiz was done but not passed.
    """
    if move_on in _NEEDS_A_PASS:
        return passed is True
    return move_on in _NEEDS_A_FACT


def counting(lessons: Iterable[Outlined]) -> tuple[str, ...]:
    """Return the keys of the lessons that the course asks for, in outline order.

    A course that requires nothing asks for every lesson that has a rule.
    """
    ruled = [lesson for lesson in lessons if lesson.move_on != NOT_APPLICABLE]
    required = [lesson for lesson in ruled if lesson.is_required]
    return tuple(lesson.key for lesson in required or ruled)


def progress(lessons: Iterable[Outlined], done: Collection[str]) -> Progress:
    """Return how far somebody is whose lessons with these keys count.

    Rounded down, so that 99.9 is not shown as 100; what asks for nothing is never complete.
    """
    return share_of(counting(lessons), done)


def share_of(asked: Collection[str], done: Collection[str]) -> Progress:
    """Return how far somebody is of whom the lessons with these keys are asked."""
    finished = len(set(asked) & set(done))
    if not asked:
        return Progress(done=0, total=0, percent=0, is_complete=False)
    return Progress(
        done=finished,
        total=len(asked),
        percent=100 * finished // len(asked),
        is_complete=finished == len(asked),
    )


def next_lesson(
    lessons: Sequence[Outlined], done: Collection[str], *, after: str | None = None
) -> str | None:
    """Return the key of the lesson to do next: the first open one behind `after`, or from the top.

    Optional lessons are offered where they stand, but once everything that counts is done there
    is no next.
    """
    if progress(lessons, done).is_complete:
        return None
    asked = frozenset(counting(lessons))
    keys = [lesson.key for lesson in lessons]
    start = keys.index(after) + 1 if after in keys else 0
    behind = (key for key in keys[start:] if key not in done)
    from_the_top = (key for key in keys if key in asked and key not in done)
    return next(behind, None) or next(from_the_top, None)


def total_score(scores: Sequence[Score]) -> Score | None:
    """Return the course's result from its scored lessons; None when nothing was scored.

    The score is the plain mean and the attempts add up; the pass mark stands only where all
    scored lessons share one.
    """
    if not scores:
        return None
    mean = sum((score.percent for score in scores), Decimal(0)) / len(scores)
    marks = {score.pass_mark for score in scores}
    attempts = [score.attempts for score in scores if score.attempts is not None]
    return Score(
        percent=mean.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP),
        pass_mark=marks.pop() if len(marks) == 1 else None,
        attempts=sum(attempts) if attempts else None,
    )
