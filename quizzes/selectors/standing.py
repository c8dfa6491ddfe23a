"""Where a learner stands with a quiz: attempts so far, attempts left, what may be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.http import Http404

from courses.models import Lesson
from enrollments.models import Enrollment
from people.viewer import Viewer
from quizzes.models import Attempt, Question, Quiz
from quizzes.question_types import TYPES
from quizzes.scoring.points import points_to_pass


@dataclass(frozen=True)
class Standing:
    """A quiz and one learner's attempts at it, in their order."""

    quiz: Quiz
    attempts: Sequence[Attempt]

    @property
    def open(self) -> Attempt | None:
        """Return the attempt in progress."""
        return next((a for a in self.attempts if a.state == Attempt.State.IN_PROGRESS), None)

    @property
    def submitted(self) -> list[Attempt]:
        """Return the attempts that are done, the latest first."""
        return [a for a in reversed(self.attempts) if a.state == Attempt.State.SUBMITTED]

    @property
    def is_passed(self) -> bool:
        """Return whether any attempt passed."""
        return any(attempt.counts_as_passed for attempt in self.attempts)

    @property
    def left(self) -> int | None:
        """Return how many attempts may still begin; None for no limit."""
        limit = self.quiz.attempt_limit
        return None if limit is None else max(0, limit - len(self.attempts))

    @property
    def may_start(self) -> bool:
        """Return whether another attempt may begin."""
        return not self.is_passed and self.open is None and self.left != 0

    @property
    def shows_key(self) -> bool:
        """Return whether right answers may show: after passing, or when no attempt is left.

        Before that a result gives feedback on the learner's own choices only.
        """
        return self.is_passed or (self.left == 0 and self.open is None)


def standing_of(enrollment: Enrollment, lesson: Lesson) -> Standing:
    """Return the learner's standing with a lesson's quiz (two queries)."""
    quiz = Quiz.objects.filter(lesson=lesson).first()
    if quiz is None:
        raise Http404
    attempts = Attempt.objects.filter(enrollment=enrollment, quiz=quiz).with_grades()
    return Standing(quiz, list(attempts.defer("layout").order_by("ordinal")))


@dataclass(frozen=True)
class Overview:
    """What the page before a quiz tells."""

    standing: Standing
    asked: int
    scored: int | None  # of those asked; None while it depends on the draw

    @property
    def needed(self) -> int | None:
        """Return how many right answers are enough; None while it depends on the draw."""
        mark = self.standing.quiz.pass_mark_percent
        if self.scored is None:
            return None
        return points_to_pass(questions=self.scored, pass_mark_percent=mark)


def quiz_overview(enrollment: Enrollment, lesson: Lesson) -> Overview:
    """Return what the page before a quiz tells (two queries, and one kept in the process)."""
    standing = standing_of(enrollment, lesson)
    types = _bank(standing.quiz.pk)
    asked = standing.quiz.draw or len(types)
    scored = sum(TYPES[found].IS_SCORED for found in types)
    if scored == len(types) or asked == len(types):
        return Overview(standing, asked, min(asked, scored))
    return Overview(standing, asked, None)


@lru_cache(maxsize=256)
def _bank(quiz_id: int) -> tuple[str, ...]:
    """Return the types of a quiz's questions, which never change."""
    return tuple(Question.objects.filter(quiz_id=quiz_id).values_list("type", flat=True))


def my_attempt(viewer: Viewer, attempt: UUID) -> Attempt:
    """Return one of the viewer's attempts; foreign, withdrawn and absent are the same 404."""
    rows = Attempt.objects.visible_to(viewer).with_course().filter(uuid=attempt)
    found = rows.exclude(enrollment__state=Enrollment.State.WITHDRAWN).first()
    if found is None:
        raise Http404
    return found


def my_attempt_at(viewer: Viewer, enrollment: UUID, key: str, attempt: UUID) -> Attempt:
    """Return the viewer's attempt if it stands at this place; every id in the address counts."""
    found = my_attempt(viewer, attempt)
    if found.enrollment.uuid != enrollment or found.quiz.lesson.key != key:
        raise Http404
    return found
