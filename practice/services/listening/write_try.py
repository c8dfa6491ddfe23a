"""Keep one try at an exercise, and count the lesson once every exercise was tried."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from common.errors import Conflict
from courses.models import Lesson
from enrollments.completion import satisfies
from enrollments.models import Enrollment
from enrollments.services.complete_lesson import complete_lesson
from people.models import User
from practice.models import Try
from practice.models.listening import HIGHEST, MOST_TRIES
from practice.package.fields import Json
from practice.sealed.answers import seal
from practice.selectors.listening.tries import answer_of
from practice.services.runs.hold import take_turns


@dataclass(frozen=True, kw_only=True)
class Tried:
    """What was tried: which exercise of how many, in which language, and the answer."""

    exercise: str
    exercises: tuple[str, ...]
    language: str
    writes: bool
    answer: Json


class TriedElsewhere(Conflict):
    """Another page was faster; what is written here is not lost."""

    code = "tried_elsewhere"

    def __init__(self) -> None:
        super().__init__(
            _("This exercise was also sent from another page. Send it again to keep both tries.")
        )


class TooMany(Conflict):
    """There are more tries than anybody reads again."""

    code = "too_many"

    def __init__(self) -> None:
        super().__init__(_("You have many tries here. Delete some of them to go on."))


@transaction.atomic
def write_try(
    *, enrollment: Enrollment, lesson: Lesson, tried: Tried, ordinal: int, by: User, at: datetime
) -> Try:
    """Keep a try as the ordinal that its page was made for and return it.

    The same answer sent twice under one ordinal is one try. Another answer under it raises
    TriedElsewhere. Writing exercises begin as written; the others are shown at once.
    """
    _refuse_too_many(lesson, tried, ordinal, by)
    made = _insert(lesson, tried, ordinal, by, at)
    if made is None:
        return _sent_before(lesson, tried, ordinal, by)
    _count(enrollment, lesson, tried, by, at)
    return made


def _refuse_too_many(lesson: Lesson, tried: Tried, ordinal: int, by: User) -> None:
    """Raise TooMany when the list is full; tries that were deleted leave their places free."""
    rows = Try.objects.filter(learner=by, lesson=lesson, exercise=tried.exercise)
    kept = set(rows.values_list("ordinal", flat=True))
    if not 1 <= ordinal <= HIGHEST or (ordinal not in kept and len(kept) >= MOST_TRIES):
        raise TooMany


def _insert(lesson: Lesson, tried: Tried, ordinal: int, by: User, at: datetime) -> Try | None:
    key = uuid.uuid4()
    row = Try(
        uuid=key, learner=by, lesson=lesson, exercise=tried.exercise, ordinal=ordinal,
        language=tried.language, is_written=tried.writes, created_at=at,
        state=Try.State.WRITTEN if tried.writes else Try.State.SHOWN,
    )  # fmt: skip
    row.answer = seal(tried.answer, about=row.about)
    Try.objects.bulk_create([row], ignore_conflicts=True)
    return Try.objects.filter(uuid=key).first()


def _sent_before(lesson: Lesson, tried: Tried, ordinal: int, by: User) -> Try:
    rows = Try.objects.filter(learner=by, lesson=lesson, exercise=tried.exercise, ordinal=ordinal)
    row = rows.first()  # it may have been deleted since
    if row is None or answer_of(row) != tried.answer:
        raise TriedElsewhere
    return row


def _count(enrollment: Enrollment, lesson: Lesson, tried: Tried, by: User, at: datetime) -> None:
    """Report the lesson as done when no exercise is left; its move-on rule decides if it counts."""
    if not satisfies(move_on=lesson.move_on, passed=None):
        return
    # The last two exercises, sent at once from two tabs, would each miss the other and leave the
    # lesson open for ever: whoever comes second looks when the first is in.
    take_turns(f"practice.tries:{by.pk}:{lesson.pk}")
    if set(tried.exercises) <= _tried(enrollment, lesson):
        complete_lesson(enrollment=enrollment, lesson=lesson, by=by, at=at)


def _tried(enrollment: Enrollment, lesson: Lesson) -> set[str]:
    """Return what was tried since the enrollment began: an earlier one counted for itself."""
    rows = Try.objects.filter(
        learner=enrollment.learner_id, lesson=lesson, created_at__gte=enrollment.enrolled_at
    )
    return set(rows.values_list("exercise", flat=True))
