"""Write the audit lines of bulk work with one statement."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from audit.services.record import Named
from audit.verbs import Verb

_COLUMNS = (
    "uuid, at, verb, actor_uuid, actor_label, target_kind, "
    "target_uuid, target_label, subject_uuid, reason, detail"
)


def record_many(
    verb: Verb,
    *,
    actor: Named | None,
    target_kind: str,
    at: datetime,
    rows: str,
    with_sql: str = "",
    params: Sequence[Any] = (),
    reason: str = "",
) -> int:
    """Write one audit line per row of a SELECT and return how many.

    `rows` selects (target_uuid, target_label, subject_uuid, detail jsonb); `with_sql` may hold the
    data-modifying CTEs that it reads from, so that change and trail are one statement. `params`
    belong to both, in the order of the text.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("audit lines belong into the transaction of the change they tell of")
    statement = (
        f"{f'WITH {with_sql}' if with_sql else ''} INSERT INTO audit_auditevent ({_COLUMNS}) "  # noqa: S608 - the SELECT is ours
        "SELECT gen_random_uuid(), line.at, line.verb, line.actor_uuid, line.actor_label, "
        "line.target_kind, made.target_uuid, made.target_label, made.subject_uuid, line.reason, "
        f"made.detail FROM ({rows}) AS made (target_uuid, target_label, subject_uuid, detail), "
        "(SELECT %s::timestamptz AS at, %s AS verb, %s::uuid AS actor_uuid, %s AS actor_label, "
        "%s AS target_kind, %s AS reason) AS line"
    )
    line: list[Any] = [at, str(verb), actor.uuid if actor else None]
    line += [actor.audit_label() if actor else "System", target_kind, reason]
    with connection.cursor() as cursor:
        cursor.execute(statement, [*params, *line])
        return int(cursor.rowcount)
