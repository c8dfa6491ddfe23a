"""Delete a run with all that was said and written in it."""

from __future__ import annotations

from django.db import connection
from django.http import Http404

from common.concurrency.patience import patient
from people.models import User
from practice.models import Run


def delete_run(*, run: Run, by: User) -> None:
    """Delete one's own run, its turns, notes and ratings. That the lesson was done stays.

    The database function is the one way: turns go only with their run, and a run only for its
    owner. Raises Http404 when it is somebody else's, or gone already.
    """
    with connection.cursor() as cursor, patient():
        cursor.execute("SELECT practice_delete_run(%s, %s)", [run.pk, by.pk])
        (is_deleted,) = cursor.fetchone()
    if not is_deleted:
        raise Http404
