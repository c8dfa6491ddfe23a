"""How many rows a report would have, before anybody builds it."""

from __future__ import annotations

from django.db import OperationalError, connection, transaction

from reports.definitions import Frame, Kind
from reports.definitions.canonical import totals

PATIENCE_MS = 3000


def count(kind: Kind, frame: Frame) -> dict[str, int] | None:
    """Return the rows by state; None when counting takes longer than a page may."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = %s", [PATIENCE_MS])
            cursor.execute(totals(kind, frame), frame.values())
            return in_order(kind, dict(cursor.fetchall()))
    except OperationalError:
        return None


def in_order(kind: Kind, found: dict[str, int]) -> dict[str, int]:
    """Return the totals with every state of the kind, in its order."""
    return {state: found.get(state, 0) for state in kind.states or ("all",)}
