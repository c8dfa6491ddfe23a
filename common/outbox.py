"""The outbox: claim what is due, count the start, close the row with its effect.

The broker is a hint: it may lose, double, delay or reorder. What is owed stands in the table
until the transaction of the effect closes it.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from uuid import UUID

import structlog
from django.conf import settings
from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Now

from common import events
from common.errors import EnvironmentFault
from common.models import OutboxRow

MAX_STARTS = 8
CLAIM_AT_MOST = 200
GIVE_BACK = dt.timedelta(seconds=15)
LIVE_LEASES_AT_MOST = 400

log = structlog.get_logger(__name__)
Payload = dict[str, Any]
Prepared = TypeVar("Prepared")

# The condition stands inside and outside: a second claimer that waited for the row lock
# looks again and finds the lease taken. MATERIALIZED, because a sub-select in a nested loop
# runs once per row there, and then its LIMIT limits nothing.
_CLAIM = """
WITH due AS MATERIALIZED (
  SELECT id FROM common_outboxrow
   WHERE done_at IS NULL AND dead_at IS NULL AND next_at <= now()
     AND subscription = ANY(%(names)s)
   ORDER BY next_at, id LIMIT %(limit)s FOR UPDATE SKIP LOCKED)
UPDATE common_outboxrow AS owed SET next_at = clock_timestamp() + make_interval(
         secs => coalesce((%(leases)s::jsonb ->> owed.subscription)::float, %(lease)s))
  FROM due
 WHERE owed.id = due.id
   AND owed.done_at IS NULL AND owed.dead_at IS NULL AND owed.next_at <= now()
RETURNING owed.id, owed.subscription
"""

_LEASED = """
SELECT subscription, count(*) FROM common_outboxrow
 WHERE done_at IS NULL AND dead_at IS NULL AND next_at > now() AND starts < %s
 GROUP BY subscription
"""


_START = """
UPDATE common_outboxrow SET starts = starts + 1, next_at = clock_timestamp() + make_interval(
         secs => coalesce((%(leases)s::jsonb ->> subscription)::float, %(lease)s))
 WHERE id = %(row_id)s AND done_at IS NULL AND dead_at IS NULL AND starts < %(most)s
RETURNING payload::text
"""

# The database's clock comes with the lock: one round trip for both.
_LOCK = """
SELECT clock_timestamp() FROM common_outboxrow
 WHERE id = %s AND done_at IS NULL FOR NO KEY UPDATE SKIP LOCKED
"""

_CLOSE = """
UPDATE common_outboxrow SET done_at = statement_timestamp(), dead_at = NULL, last_error = ''
 WHERE id = %s
"""


def _lease() -> dt.timedelta:
    return dt.timedelta(seconds=settings.OUTBOX_LEASE_SECONDS)


def _leases() -> dict[str, Any]:
    own = json.dumps(events.own_leases())
    return {"lease": float(settings.OUTBOX_LEASE_SECONDS), "leases": own}


def claim_due(*, names: Sequence[str]) -> list[tuple[int, str]]:
    """Lease due rows and return their (id, subscription); the lease is committed on return.

    A kind of work with many live leases is left alone, so that a slow pool is not flooded.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LEASED, [MAX_STARTS])
        busy = {name for name, count in cursor.fetchall() if count >= LIVE_LEASES_AT_MOST}
        free = [name for name in names if name not in busy]
        cursor.execute(_CLAIM, _leases() | {"limit": CLAIM_AT_MOST, "names": free})
        return [(row_id, name) for row_id, name in cursor.fetchall()]


def _start(row_id: int) -> Payload | None:
    """Count the start and commit it before the work, so that a row that kills its worker counts."""
    with connection.cursor() as cursor:
        cursor.execute(_START, _leases() | {"row_id": row_id, "most": MAX_STARTS})
        started = cursor.fetchone()
    if started is None:
        _bury(row_id)
        return None
    payload: Payload = json.loads(started[0])
    return payload


def _bury(row_id: int) -> None:
    buried = OutboxRow.objects.filter(
        id=row_id, done_at__isnull=True, dead_at__isnull=True, starts__gte=MAX_STARTS
    ).update(dead_at=Now())
    if buried:
        log.error("outbox_row_dead", row_id=row_id)


def perform(
    *,
    row_id: int,
    effect: Callable[[Payload, Any, dt.datetime], None],
    prepare: Callable[[Payload], Any] | None = None,
) -> bool:
    """Do what one row owes and return whether this call closed it.

    `prepare` does the slow part outside any transaction; `effect` writes its result in the same
    transaction that closes the row. Called twice, at once or after a crash, it acts once.
    """
    payload = _start(row_id)
    if payload is None:
        return False
    try:
        prepared = prepare(payload) if prepare else None
        with transaction.atomic():
            at = _lock(row_id)
            if at is None:
                return False
            effect(payload, prepared, at)
            _close(row_id)
    except EnvironmentFault as fault:
        _give_back(row_id, fault)
        return False
    except Exception as error:
        _note_failure(row_id, error)
        raise
    return True


def _lock(row_id: int) -> dt.datetime | None:
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [row_id])
        found = cursor.fetchone()
    return found[0] if found else None


def _close(row_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_CLOSE, [row_id])


def _describe(error: BaseException) -> str:
    # The type only: messages may carry names or texts, and this column is shown to operators.
    return f"{type(error).__module__}.{type(error).__qualname__}"[:300]


def _give_back(row_id: int, fault: EnvironmentFault) -> None:
    cause = fault.__cause__ or fault
    OutboxRow.objects.filter(id=row_id, done_at__isnull=True, starts__gt=0).update(
        starts=F("starts") - 1,
        next_at=Now() + min(_lease(), GIVE_BACK),
        last_error=_describe(cause),
    )
    log.warning("outbox_environment_fault", row_id=row_id, error=_describe(cause))


def _note_failure(row_id: int, error: Exception) -> None:
    open_row = OutboxRow.objects.filter(id=row_id, done_at__isnull=True)
    starts = open_row.values_list("starts", flat=True).first() or 1
    wait = min(dt.timedelta(seconds=2**starts), _lease())
    open_row.update(last_error=_describe(error), next_at=Now() + wait)
    if starts >= MAX_STARTS:
        _bury(row_id)


def retry_dead(*, row_uuid: UUID) -> bool:
    """Give a dead row a fresh set of starts; return whether there was one."""
    return bool(
        OutboxRow.objects.filter(uuid=row_uuid, dead_at__isnull=False).update(
            dead_at=None, starts=0, next_at=Now()
        )
    )
