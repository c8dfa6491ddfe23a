"""A submitted attempt, question by question, with as much as the learner may see by now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from functools import lru_cache
from math import ceil

from django.utils.translation import get_language

from courses.models import Lesson
from courses.selectors import outline
from enrollments.models import Enrollment
from quizzes.models import Attempt, GradeEvent
from quizzes.question_types import feeling
from quizzes.question_types.base import ReviewLine
from quizzes.scoring.calibration import Calibration, Said, calibrate
from quizzes.scoring.points import Result
from quizzes.selectors.paper import Slot, load_paper
from quizzes.selectors.regrading import Points, points_of
from quizzes.selectors.standing import Standing, standing_with

MOST_TO_READ = 3
RIGHT, PARTLY, WRONG, UNANSWERED = "right", "partly", "wrong", "unanswered"
UNSCORED = "unscored"
UNCHANGED: Points = {}


@dataclass(frozen=True)
class Reviewed:
    """One question with the learner's answer, its feedback, and what it does to the customer."""

    slot: Slot
    verdict: str
    lines: Sequence[ReviewLine]
    consequence: str
    is_corrected: bool = False
    points_now: str = ""  # what it earns by the corrected key, in percent; empty: it counts no more


@dataclass(frozen=True)
class ReadAgain:
    """A lesson that prepares for what was missed."""

    key: str
    title: str
    minutes: int
    language: str


@dataclass(frozen=True)
class Review:
    """What a result page tells."""

    attempt: Attempt
    standing: Standing
    result: Result
    questions: Sequence[Reviewed]
    read_again: Sequence[ReadAgain]
    calibration: Calibration | None
    grades: Sequence[GradeEvent]

    @property
    def grade(self) -> GradeEvent | None:
        """Return the latest grade by a corrected key."""
        return self.grades[-1] if self.grades else None

    @property
    def has_passed(self) -> bool:
        """Return whether the attempt passed, on its day or by a corrected key."""
        return bool(self.attempt.passed) or any(grade.passed_after for grade in self.grades)

    @property
    def scored(self) -> int:
        """Return how many questions are scored."""
        return len(self.questions) - self.count(UNSCORED)

    def count(self, verdict: str) -> int:
        """Return how many questions ended so."""
        return sum(found.verdict == verdict for found in self.questions)

    @property
    def right(self) -> int:
        """Return how many answers were fully right."""
        return self.count(RIGHT)

    @property
    def partly(self) -> int:
        """Return how many answers were right in part."""
        return self.count(PARTLY)

    @property
    def late_seconds(self) -> int:
        """Return by how many seconds the submission was late, rounded up."""
        late = self.attempt.late_by
        return ceil(late.total_seconds()) if late else 0

    @property
    def percent(self) -> int:
        """Return the score in whole percent, rounded down."""
        return int(self.result.percent)


def review_of(attempt: Attempt, *, at: datetime) -> Review:
    """Return the review of a submitted attempt (four queries, one of them kept in the process)."""
    standing = standing_with(attempt.enrollment, attempt.quiz, at=at)
    grades = _grades(standing, attempt)
    paper, corrected = load_paper(attempt), points_of(grades)
    questions = [
        reviewed(slot, with_key=standing.shows_key, corrected=corrected) for slot in paper.slots
    ]
    return Review(
        attempt=attempt,
        standing=standing,
        result=paper.result(),
        questions=questions,
        read_again=_read_again(attempt.enrollment, questions),
        calibration=_calibration(paper.slots),
        grades=grades,
    )


def _grades(standing: Standing, attempt: Attempt) -> list[GradeEvent]:
    """Return the later grades of the attempt (one more query, only where there are any)."""
    is_regraded = any(other.is_regraded for other in standing.attempts if other.pk == attempt.pk)
    return list(attempt.grade_events.order_by("id")) if is_regraded else []


def reviewed(slot: Slot, *, with_key: bool, corrected: Points = UNCHANGED) -> Reviewed:
    """Return a slot with verdict and feedback, and its later points; the key only when it may."""
    points, feedback = slot.points(), slot.words.feedback
    if not slot.is_scored:
        verdict = UNSCORED
    elif points == 1:
        verdict = RIGHT
    elif slot.answer is None:
        verdict = UNANSWERED
    else:
        verdict = PARTLY if points else WRONG
    return Reviewed(
        slot=slot,
        verdict=verdict,
        lines=slot.type.review(slot.frozen, slot.shown, slot.answer, with_key=with_key),
        consequence=feedback["right" if verdict == RIGHT else "wrong"] if slot.is_scored else "",
        is_corrected=slot.question.key in corrected,
        points_now=_percent(corrected.get(slot.question.key)),
    )


def _calibration(slots: Sequence[Slot]) -> Calibration | None:
    return calibrate(
        [
            Said(slot.answer["sure"], len(slot.question.body["choices"]), slot.points() == 1)
            for slot in slots
            if slot.type.KEY == feeling.KEY and slot.is_answered
        ]
    )


def _percent(points: Fraction | None) -> str:
    return "" if points is None else f"{int(points * 100)}"


def _read_again(enrollment: Enrollment, questions: Sequence[Reviewed]) -> list[ReadAgain]:
    missed = Counter(
        found.slot.question.objective
        for found in questions
        if found.verdict not in {RIGHT, UNSCORED}
    )
    if not missed:
        return []
    helps = [
        (sum(missed[objective] for objective in objectives), key)
        for key, objectives in _readings(enrollment.version_id)
    ]
    best = sorted(helps, key=lambda help_: -help_[0])[:MOST_TO_READ]
    lessons = outline(enrollment.version_id, get_language())
    found = [lessons.lesson(key) for count, key in best if count]
    return [ReadAgain(row.key, row.title, row.minutes, row.language) for row in found]


@lru_cache(maxsize=128)
def _readings(version_id: int) -> tuple[tuple[str, frozenset[str]], ...]:
    rows = Lesson.objects.filter(version_id=version_id, kind="reading").order_by("ordinal")
    found = rows.values_list("key", "objectives")
    return tuple((key, frozenset(objectives)) for key, objectives in found)
