"""What HR and managers see before they make an exception: how many attempts, never how they went.

No answer and no score number leaves here. HR sees the people of its departments, a manager the
people who report to them; nobody sees themselves, as nobody decides for themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from enrollments.models import Enrollment
from people.models import User
from people.roles import Permission
from people.viewer import Viewer
from quizzes.models import Attempt, Override, Quiz
from quizzes.selectors.bank import quiz_of
from quizzes.selectors.standing import Standing

Row = TypeVar("Row", Attempt, Override)
Grouped = dict[tuple[int, int], list[Row]]


@dataclass(frozen=True)
class QuizOf:
    """One quiz of one person, as far as an exception needs it."""

    enrollment: Enrollment
    quiz: Quiz
    standing: Standing
    overrides: Sequence[Override]

    @property
    def running(self) -> Attempt | None:
        """Return the attempt in progress whose time is not over."""
        found = self.standing.open
        return None if found is None or found.is_over(self.standing.at) else found

    @property
    def may_get_minutes(self) -> bool:
        """Return whether more minutes would help now."""
        return self.running is not None and self.running.deadline_at is not None

    @property
    def may_get_attempt(self) -> bool:
        """Return whether another attempt would help now."""
        is_studied = self.enrollment.state != Enrollment.State.WITHDRAWN
        stuck = self.standing.left == 0 or self.standing.waits_until is not None
        return is_studied and stuck and self.running is None and not self.standing.is_passed


def person_for(viewer: Viewer, person: UUID, permission: Permission) -> User:
    """Return somebody for whom the viewer may make an exception; else 404."""
    found = _people(viewer, permission).filter(uuid=person).exclude(pk=viewer.user.pk).first()
    if found is None:
        raise Http404
    return found


def _people(viewer: Viewer, permission: Permission) -> QuerySet[User]:
    scope = viewer.scope(Permission.SET_EXTRA_TIME)
    mine: QuerySet[User] = User.objects.active().within(scope, on=viewer.on)
    if permission != Permission.GRANT_ATTEMPTS or not viewer.has(Permission.SEE_TEAM):
        return mine
    team = User.objects.active().reporting_to(viewer, on=viewer.on)
    both = Q(pk__in=mine.values("pk")) | Q(pk__in=team.values("pk"))
    found: QuerySet[User] = User.objects.filter(both)
    return found


def quizzes_of(person: User, *, at: datetime) -> list[QuizOf]:
    """Return the quizzes of a person's courses (four queries, however many there are)."""
    enrollments = list(
        Enrollment.objects.studied().filter(learner=person).select_related("version", "learner")
    )
    quizzes = Quiz.objects.filter(lesson__version__in=[row.version_id for row in enrollments])
    by_version: dict[int, list[Quiz]] = {}
    for quiz in quizzes.select_related("lesson").order_by("lesson__ordinal"):
        by_version.setdefault(quiz.lesson.version_id, []).append(quiz)
    attempts = _grouped(
        Attempt.objects.filter(enrollment__in=enrollments).with_grades().defer("layout")
    )
    overrides = _grouped(
        Override.objects.filter(enrollment__in=enrollments).select_related("granted_by")
    )
    return [
        _quiz_of(row, quiz, attempts, overrides, at)
        for row in enrollments
        for quiz in by_version.get(row.version_id, [])
    ]


def quiz_of_person(person: User, enrollment: UUID, key: str) -> tuple[Enrollment, Quiz]:
    """Return one enrollment of the person and the quiz at that lesson; else 404."""
    rows = Enrollment.objects.studied().select_related("learner", "version")
    found = rows.filter(learner=person, uuid=enrollment).first()
    lesson = found.version.lessons.filter(key=key, kind="quiz").first() if found else None
    if found is None or lesson is None:
        raise Http404
    return found, quiz_of(lesson.pk)


def _grouped(rows: QuerySet[Row]) -> Grouped[Row]:
    found: Grouped[Row] = {}
    for row in rows.order_by("id"):
        found.setdefault((row.enrollment_id, row.quiz_id), []).append(row)
    return found


def _quiz_of(
    row: Enrollment,
    quiz: Quiz,
    attempts: Grouped[Attempt],
    overrides: Grouped[Override],
    at: datetime,
) -> QuizOf:
    given = overrides.get((row.pk, quiz.pk), [])
    extra = [one.granted_at for one in given if one.kind == Override.Kind.ATTEMPT]
    return QuizOf(row, quiz, Standing(quiz, attempts.get((row.pk, quiz.pk), []), at, extra), given)
