"""Write many audit lines of one kind with one statement."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from audit.services.record import Named
from audit.verbs import Verb

_INSERT = """
INSERT INTO audit_auditevent
  (uuid, at, verb, actor_uuid, actor_label, target_kind, target_uuid, target_label,
   subject_uuid, reason, detail)
SELECT gen_random_uuid(), %s, %s, %s, %s, %s, target_uuid, left(target_label, 300),
       subject_uuid, %s, detail
  FROM ({sql}) AS changed
"""


def record_query(
    verb: Verb,
    *,
    actor: Named | None,
    target_kind: str,
    at: datetime,
    sql: str,
    params: Sequence[Any],
    reason: str = "",
) -> int:
    """Write one audit line per row of a SELECT; return how many.

    The SELECT gives target_uuid, target_label, subject_uuid (or NULL) and detail (jsonb).
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an audit line belongs into the transaction of the change it tells of")
    actor_uuid, label = (actor.uuid, actor.audit_label()) if actor else (None, "System")
    with connection.cursor() as cursor:
        cursor.execute(
            _INSERT.format(sql=sql),
            [at, verb, actor_uuid, label, target_kind, reason, *params],
        )
        return cursor.rowcount
