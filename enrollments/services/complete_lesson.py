"""A lesson was done: write it down, roll up, and close the course with the last one."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext as _
from psycopg2.errors import LockNotAvailable

from audit.services.record import record
from audit.verbs import Verb
from common.errors import Busy, Conflict, InvalidInput
from common.events import publish
from courses.models import Lesson
from courses.selectors import Outline, outline
from enrollments import completion
from enrollments.completion import Progress
from enrollments.events import CourseCompleted
from enrollments.models import Enrollment
from enrollments.services.freeze_completion import freeze_completion
from people.models import User

# Three statements in one trip. The lock comes first: without it two last lessons done at once would
# each miss the other, and the course would stay open for ever.
_TAKE_IN = """
SELECT 1 FROM enrollments_enrollment WHERE id = %(enrollment)s FOR NO KEY UPDATE;
INSERT INTO enrollments_lessoncompletion (uuid, enrollment_id, lesson_id, completed_at, passed,
                                          score_percent, pass_mark_percent, attempts)
SELECT gen_random_uuid(), id, %(lesson)s, %(at)s, %(passed)s, %(score_percent)s,
       %(pass_mark_percent)s, %(attempts)s
  FROM enrollments_enrollment
 WHERE id = %(enrollment)s AND state <> 'withdrawn' AND %(counts)s
ON CONFLICT DO NOTHING;
SELECT state, ARRAY(SELECT lesson_id FROM enrollments_lessoncompletion
                     WHERE enrollment_id = %(enrollment)s)
  FROM enrollments_enrollment WHERE id = %(enrollment)s
"""


class EnrollmentEnded(Conflict):
    """The enrollment was withdrawn; what was done counts for nothing any more."""

    def __init__(self) -> None:
        super().__init__(_("This enrollment has ended; nothing was changed."))


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
    return take_in(
        enrollment=enrollment, lesson=lesson, by=by, at=at, passed=passed,
        score_percent=score_percent, attempts=attempts, pass_mark_percent=pass_mark_percent,
    )  # fmt: skip


def take_in(
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
    """Do what `complete_lesson` does inside the caller's transaction, without a savepoint."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a lesson is taken in with the change that it follows from")
    if lesson.version_id != enrollment.version_id:
        raise InvalidInput(_("This lesson belongs to another version of the course."))
    values = {
        "passed": passed, "score_percent": score_percent, "attempts": attempts,
        "pass_mark_percent": pass_mark_percent, "at": at,
        "counts": completion.satisfies(move_on=lesson.move_on, passed=passed),
    }  # fmt: skip
    done = _write(enrollment, lesson, values)
    course_outline = outline(enrollment.version_id)
    keys = {found.key for found in course_outline.lessons if found.id in done}
    progress = completion.progress(course_outline.lessons, keys)
    if progress.is_complete:
        _close(enrollment, course_outline, by, at)
    return progress


def _write(enrollment: Enrollment, lesson: Lesson, values: dict[str, Any]) -> set[int]:
    """Lock the enrollment, write that the lesson counts, and return the ids of all that do."""
    params = {"enrollment": enrollment.pk, "lesson": lesson.pk, **values}
    try:
        with connection.cursor() as cursor:
            cursor.execute(_TAKE_IN, params)
            state, done = cursor.fetchone()
    except OperationalError as error:
        if not isinstance(error.__cause__, LockNotAvailable):
            raise
        raise Busy(_("Something else is being saved here. Please try again.")) from error
    if state == Enrollment.State.WITHDRAWN:
        raise EnrollmentEnded
    return set(done)


def _close(enrollment: Enrollment, course_outline: Outline, by: User | None, at: datetime) -> None:
    mine = Enrollment.objects.open().filter(pk=enrollment.pk)
    if not mine.update(state=Enrollment.State.COMPLETED, completed_at=at):
        return
    closed = Enrollment.objects.select_related("learner", "version", "course").get(pk=enrollment.pk)
    frozen = freeze_completion(enrollment=closed, outline=course_outline, at=at)
    record(
        Verb.COURSE_COMPLETED, actor=by, target=frozen, at=at, subject=closed.learner,
        detail={
            "enrollment": str(closed.uuid),
            "version": frozen.version_number,
            "content_hash": frozen.content_hash,
        },
    )  # fmt: skip
    publish(CourseCompleted(completion_uuid=str(frozen.uuid)))
