"""A lesson was done: write it down, roll up, and close the course with the last one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import OperationalError, transaction
from django.utils.translation import gettext as _
from psycopg2.errors import LockNotAvailable

from audit.services.record import record
from audit.verbs import Verb
from common.errors import Conflict, InvalidInput
from common.events import publish
from courses.models import Lesson
from courses.selectors import Outline, outline
from enrollments import completion
from enrollments.completion import Progress
from enrollments.events import CourseCompleted
from enrollments.models import Enrollment, LessonCompletion
from enrollments.services.freeze_completion import freeze_completion
from people.models import User


@dataclass(frozen=True, kw_only=True)
class _Result:
    passed: bool | None
    score_percent: Decimal | None
    pass_mark_percent: int | None
    attempts: int | None


@transaction.atomic
def complete_lesson(
    *,
    enrollment: Enrollment,
    lesson: Lesson,
    by: User | None,
    at: datetime,
    passed: bool | None = None,
    score_percent: Decimal | None = None,
    attempts: int | None = None,
    pass_mark_percent: int | None = None,
) -> Progress:
    """Take in that a lesson was done and return the progress of the enrollment.

    Called twice, or eight times at once, it acts once. What does not count under the lesson's
    move-on rule changes nothing.
    """
    if lesson.version_id != enrollment.version_id:
        raise InvalidInput(_("This lesson belongs to another version of the course."))
    locked = lock_enrollment(enrollment)
    if locked.state == Enrollment.State.WITHDRAWN:
        raise Conflict(_("This enrollment has ended; nothing was changed."))
    if completion.satisfies(move_on=lesson.move_on, passed=passed):
        _write(locked, lesson, at, _Result(
            passed=passed, score_percent=score_percent,
            pass_mark_percent=pass_mark_percent, attempts=attempts,
        ))  # fmt: skip
    course_outline = outline(locked.version_id)
    found = completion.progress(course_outline.lessons, _done_keys(locked, course_outline))
    if found.is_complete:
        _close(locked, course_outline, by, at)
    return found


def lock_enrollment(enrollment: Enrollment) -> Enrollment:
    """Return the enrollment's row, locked until the transaction ends.

    Without the lock, two last lessons done at once would each miss the other and the course
    would stay open for ever.
    """
    rows = Enrollment.objects.select_related("learner", "version", "course")
    try:
        return rows.select_for_update(no_key=True, of=("self",)).get(pk=enrollment.pk)
    except OperationalError as error:
        if not isinstance(error.__cause__, LockNotAvailable):
            raise
        raise Conflict(_("Something else is being saved here. Please try again.")) from error


def _write(enrollment: Enrollment, lesson: Lesson, at: datetime, result: _Result) -> None:
    row = LessonCompletion(
        enrollment=enrollment, lesson=lesson, completed_at=at, passed=result.passed,
        score_percent=result.score_percent, pass_mark_percent=result.pass_mark_percent,
        attempts=result.attempts,
    )  # fmt: skip
    LessonCompletion.objects.bulk_create([row], ignore_conflicts=True)


def _done_keys(enrollment: Enrollment, course_outline: Outline) -> set[str]:
    done = set(enrollment.lesson_completions.values_list("lesson_id", flat=True))
    return {lesson.key for lesson in course_outline.lessons if lesson.id in done}


def _close(enrollment: Enrollment, course_outline: Outline, by: User | None, at: datetime) -> None:
    mine = Enrollment.objects.open().filter(pk=enrollment.pk)
    if not mine.update(state=Enrollment.State.COMPLETED, completed_at=at):
        return
    frozen = freeze_completion(enrollment=enrollment, outline=course_outline, at=at)
    record(
        Verb.COURSE_COMPLETED, actor=by, target=frozen, at=at, subject=enrollment.learner,
        detail={
            "enrollment": str(enrollment.uuid),
            "version": frozen.version_number,
            "content_hash": frozen.content_hash,
        },
    )  # fmt: skip
    publish(CourseCompleted(completion_uuid=str(frozen.uuid)))
