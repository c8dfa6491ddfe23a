"""Waiting for one's turn. A lock that takes too long is a 409, never a hanging page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection
from django.utils.translation import gettext as _

from common.errors import Conflict
from quizzes.models import Attempt

LOCK_NOT_AVAILABLE = "55P03"


@contextmanager
def patient() -> Iterator[None]:
    """Turn a lock timeout inside the block into a Conflict."""
    try:
        yield
    except OperationalError as error:
        if getattr(error.__cause__, "pgcode", None) != LOCK_NOT_AVAILABLE:
            raise
        raise Conflict(_("Something else is being saved right now. Please try again.")) from error


def take_turns(name: str) -> None:
    """Let one transaction at a time pass for this name; it ends with the transaction."""
    with connection.cursor() as cursor, patient():
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


def lock_attempt(attempt: Attempt) -> Attempt:
    """Return the attempt's row as it is now, locked until the transaction ends."""
    with patient():
        rows = Attempt.objects.select_related("enrollment", "quiz__lesson")
        return rows.select_for_update(no_key=True, of=("self",)).get(pk=attempt.pk)
