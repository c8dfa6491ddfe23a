"""Remember where somebody reads, so that every device opens the same page."""

from __future__ import annotations

import datetime as dt

from django.db import connection

from enrollments.models import Enrollment

QUIET_FOR = dt.timedelta(minutes=1)
_HERE = "UPDATE enrollments_enrollment SET latest_lesson_id = %s, latest_seen_at = %s WHERE id = %s"


def visit_lesson(*, enrollment: Enrollment, lesson_id: int, at: dt.datetime) -> bool:
    """Keep the lesson as the place to resume and return whether anything was written.

    One UPDATE and no audit line: a place of reading is private and no evidence. Reloading the
    same lesson within a minute writes nothing.
    """
    seen = enrollment.latest_seen_at
    if enrollment.latest_lesson_id == lesson_id and seen and at - seen < QUIET_FOR:
        return False
    with connection.cursor() as cursor:
        cursor.execute(_HERE, [lesson_id, at, enrollment.pk])
        return bool(cursor.rowcount)
