"""A lock for slow work outside transactions: it ends with the connection, never with a timer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def only_one(*, namespace: int, row_id: int) -> Iterator[bool]:
    """Yield whether nobody else is at that row now; a killed worker blocks nobody.

    `namespace` (32 bits) keeps one kind of work apart from another.
    """
    key = [namespace, row_id]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s::bigint::bit(32)::int)", key)
        (is_mine,) = cursor.fetchone()
        try:
            yield is_mine
        finally:
            if is_mine:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s::bigint::bit(32)::int)", key)
