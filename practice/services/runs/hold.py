"""Waiting for one's turn at a run. A lock that takes too long is a 409, never a hanging page."""

from __future__ import annotations

from django.db import connection
from django.http import Http404

from common.concurrency.patience import patient
from practice.models import Run, Turn

# Two statements in one trip: what is read after the wait is what stands then.
_HOLD = """
SELECT 1 FROM practice_run WHERE id = %(id)s FOR NO KEY UPDATE;
SELECT held.state, held.turns_taken, held.now_noticed, held.now_noticed_words, held.now_wrote,
       held.ended_at, turn.id, turn.ordinal, turn.node, turn.choice, turn.noticed,
       turn.noticed_words, turn.wrote, turn.at
  FROM practice_run AS held LEFT JOIN practice_turn AS turn ON turn.run_id = held.id
 WHERE held.id = %(id)s ORDER BY turn.ordinal
"""
_STATE = 6


def take_turns(name: str) -> None:
    """Let one transaction at a time pass for this name; it ends with the transaction."""
    with connection.cursor() as cursor, patient():
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])


def hold(run: Run) -> list[Turn]:
    """Lock the run's row until the transaction ends, bring it up to date and return its turns.

    Raises Http404 when it was deleted meanwhile.
    """
    with connection.cursor() as cursor, patient():
        cursor.execute(_HOLD, {"id": run.pk})
        rows = cursor.fetchall()
    if not rows:
        raise Http404
    (
        run.state, run.turns_taken, run.now_noticed, run.now_noticed_words, run.now_wrote,
        run.ended_at,
    ) = rows[0][:_STATE]  # fmt: skip
    return [
        Turn(
            id=turn_id, run=run, ordinal=ordinal, node=node, choice=choice, noticed=noticed,
            noticed_words=words, wrote=wrote, at=at,
        )
        for turn_id, ordinal, node, choice, noticed, words, wrote, at in (
            row[_STATE:] for row in rows
        )
        if turn_id is not None
    ]  # fmt: skip
