"""The one clock. Faces read it and pass it on as `at=`; services never look."""

from __future__ import annotations

from datetime import datetime

from django.db import connection


def now() -> datetime:
    """Return the database's time: web, workers and beat may disagree, the database may not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (moment,) = cursor.fetchone()
    assert isinstance(moment, datetime)
    return moment
