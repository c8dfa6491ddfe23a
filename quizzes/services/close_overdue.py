"""Close attempts whose time is over, with what was saved. Any visit does it, and the clock."""

from __future__ import annotations

from copy import copy
from datetime import datetime

import structlog
from django.db import connection, transaction

from quizzes.models import Attempt
from quizzes.selectors.paper import paper_of
from quizzes.services.finish import End, finish
from quizzes.services.locks import hold_with_steps

CLOSE_AT_MOST = 200
CHANGING = [
    "state", "submitted_at", "score", "max_score", "passed", "digest", "deadline_at", "late_by",
    "closed_by",
]  # fmt: skip
log = structlog.get_logger(__name__)

# The condition holds once more under the lock; whoever is being saved or closed right now is left
# to the next tick instead of being waited for.
_CLAIM = """
SELECT id FROM quizzes_attempt
 WHERE id = ANY(%(ids)s) AND state = 'in_progress'
   AND deadline_at + grace_seconds * interval '1 second' < %(at)s
 ORDER BY deadline_at, id LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED
"""
_DUE = """
SELECT id FROM quizzes_attempt
 WHERE state = 'in_progress' AND deadline_at IS NOT NULL AND deadline_at < %(at)s
   AND deadline_at + grace_seconds * interval '1 second' < %(at)s
 ORDER BY deadline_at, id LIMIT %(most)s
"""


def close_if_over(*, attempt: Attempt, at: datetime) -> bool:
    """Close one attempt if its time is over, and return whether it is closed by now."""
    if attempt.state == Attempt.State.IN_PROGRESS and attempt.is_over(at):
        with transaction.atomic():
            _close(attempt, at)
        attempt.refresh_from_db(fields=CHANGING)
    return attempt.state != Attempt.State.IN_PROGRESS


def close_overdue(*, at: datetime) -> int:
    """Close what is overdue, each in a transaction of its own, and return how many.

    One that cannot be closed is logged and stays for the next tick; the others go on.
    """
    with connection.cursor() as cursor:
        cursor.execute(_DUE, {"at": at, "most": CLOSE_AT_MOST})
        due = [row_id for (row_id,) in cursor.fetchall()]
    closed = 0
    for row_id in due:
        try:
            closed += _close_claimed(row_id, at)
        except Exception:
            log.exception("attempt_not_closed", attempt_id=row_id)
    return closed


@transaction.atomic
def _close_claimed(row_id: int, at: datetime) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, {"ids": [row_id], "at": at})
        if cursor.fetchone() is None:
            return False
    rows = Attempt.objects.select_related("enrollment__learner", "quiz__lesson")
    return _close(rows.get(pk=row_id), at)


def _close(attempt: Attempt, at: datetime) -> bool:
    held = copy(attempt)
    steps = hold_with_steps(held)
    # More time may have been given while this waited.
    if held.state != Attempt.State.IN_PROGRESS or not held.is_over(at):
        return False
    return finish(paper_of(held, steps), steps, End(at))
