"""One snapshot of the database for everything a report says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from psycopg2.extensions import ISOLATION_LEVEL_REPEATABLE_READ

# Below the task's soft limit, so that the database gives up before the worker has to.
LONGEST_STATEMENT_S = 570


@contextmanager
def snapshot() -> Iterator[Any]:
    """Give a psycopg2 cursor in a REPEATABLE READ, READ ONLY transaction of its own connection.

    Of its own, so that the progress written meanwhile is seen by everybody else.
    """
    own = connection.copy()
    own.ensure_connection()
    raw = own.connection
    try:
        raw.set_session(
            isolation_level=ISOLATION_LEVEL_REPEATABLE_READ, readonly=True, autocommit=False
        )
        with raw.cursor() as cursor:
            cursor.execute(
                "SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO'; "
                "SET LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL work_mem = '64MB'; "
                f"SET LOCAL statement_timeout = '{LONGEST_STATEMENT_S}s'"
            )
            yield cursor
    finally:
        own.close()
