"""Delete what has served: technical rows that would only ever grow, never anything of record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection

AT_ONCE = 1000
BATCHES_AT_MOST = 100  # what is left then waits for the next hour

# Forward by id, so that no batch looks again at what was kept or deleted before it.
_CLOSED_WORK = """
WITH gone AS MATERIALIZED (
  SELECT id FROM common_outboxrow WHERE done_at < %(before)s AND id > %(last)s
   ORDER BY id LIMIT %(at_once)s FOR UPDATE SKIP LOCKED),
deleted AS (DELETE FROM common_outboxrow AS row USING gone WHERE row.id = gone.id RETURNING row.id)
SELECT count(*), max(id) FROM deleted
"""
_OVER = """
WITH gone AS MATERIALIZED (
  SELECT {key} AS key FROM {table} WHERE {column} < %(before)s
   LIMIT %(at_once)s FOR UPDATE SKIP LOCKED),
deleted AS (DELETE FROM {table} AS row USING gone WHERE row.{key} = gone.key RETURNING 1)
SELECT count(*), 0 FROM deleted
"""
_SESSIONS = _OVER.format(table="django_session", key="session_key", column="expire_date")
_COUNTERS = _OVER.format(table="common_cache", key="cache_key", column="expires")
_KEYS = _OVER.format(table="common_keyedrequest", key="id", column="asked_at")


def clear_closed_work(*, at: datetime) -> int:
    """Delete outbox rows that were done OUTBOX_KEPT_DAYS ago and return how many.

    What waits and what was given up stays, however old: it is still owed.
    """
    return _cleared(_CLOSED_WORK, before=at - timedelta(days=settings.OUTBOX_KEPT_DAYS))


def clear_ended_sessions(*, at: datetime) -> int:
    """Delete sessions that have expired and return how many."""
    return _cleared(_SESSIONS, before=at)


def clear_used_counters(*, at: datetime) -> int:
    """Delete counters of the sign-in limits whose time is over and return how many."""
    return _cleared(_COUNTERS, before=at)


def clear_old_keys(*, at: datetime, kept: timedelta) -> int:
    """Delete idempotency keys older than that and return how many."""
    return _cleared(_KEYS, before=at - kept)


def _cleared(sql: str, *, before: datetime) -> int:
    return sum(_batches(sql, {"before": before, "at_once": AT_ONCE}))


def _batches(sql: str, values: Mapping[str, Any]) -> Iterator[int]:
    """Delete batch by batch, each committed by itself: what was cut off goes on the next time."""
    last = 0
    for _ in range(BATCHES_AT_MOST):
        with connection.cursor() as cursor:
            cursor.execute(sql, {**values, "last": last})
            count, last = cursor.fetchone()
        yield count
        if count < AT_ONCE:
            return
