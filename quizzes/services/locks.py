"""Waiting for one's turn. A lock that takes too long is a 409, never a hanging page."""

from __future__ import annotations

import json

from django.db import connection

from common.concurrency.patience import patient
from common.idempotency.keys import Statement
from quizzes.models import Attempt, Response

# Two statements in one trip: what is read after the wait is what stands then. In one statement the
# steps would be those from before the wait, and an answer saved meanwhile would not be scored.
_HOLD = """
SELECT 1 FROM quizzes_attempt WHERE id = %(id)s FOR NO KEY UPDATE;
SELECT state, deadline_at FROM quizzes_attempt WHERE id = %(id)s
"""
_HOLD_WITH_STEPS = """
SELECT 1 FROM quizzes_attempt WHERE id = %(id)s FOR NO KEY UPDATE;
SELECT held.state, held.deadline_at, step.id, step.question_id, step.client_seq, step.answer,
       step.is_flagged, step.saved_at
  FROM quizzes_attempt AS held LEFT JOIN quizzes_response AS step ON step.attempt_id = held.id
 WHERE held.id = %(id)s
"""


NOTHING = Statement()


def take_turns(name: str) -> None:
    """Let one transaction at a time pass for this name; it ends with the transaction."""
    with connection.cursor() as cursor, patient():
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


def hold(attempt: Attempt) -> None:
    """Lock the attempt's row until the transaction ends, and bring its state up to date."""
    with connection.cursor() as cursor, patient():
        cursor.execute(_HOLD, {"id": attempt.pk})
        attempt.state, attempt.deadline_at = cursor.fetchone()


def hold_with_steps(attempt: Attempt, first: Statement = NOTHING) -> list[Response]:
    """Lock the attempt as `hold` does and return the steps of its answers; `first` goes before."""
    with connection.cursor() as cursor, patient():
        cursor.execute(first.sql + _HOLD_WITH_STEPS, {**first.values, "id": attempt.pk})
        rows = cursor.fetchall()
    attempt.state, attempt.deadline_at = rows[0][:2]
    return [
        Response(
            id=step_id, attempt_id=attempt.pk, question_id=question_id, client_seq=seq,
            answer=None if answer is None else json.loads(answer), is_flagged=is_flagged,
            saved_at=saved_at,
        )
        for _state, _deadline, step_id, question_id, seq, answer, is_flagged, saved_at in rows
        if step_id is not None
    ]  # fmt: skip
