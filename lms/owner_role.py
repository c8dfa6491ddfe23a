"""Act as the owner of the database, which migrates; the runtime role only works with rows."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import dj_database_url
from django.db import connection
from django.db.transaction import TransactionManagementError

CHANGED = ("USER", "PASSWORD", "HOST", "PORT", "OPTIONS", "CONN_MAX_AGE")


@contextmanager
def owner_role() -> Iterator[None]:
    """Connect as the owner for the length of a block, where DATABASE_OWNER_URL names one."""
    url = os.environ.get("DATABASE_OWNER_URL")
    if not url:
        yield
        return
    if connection.in_atomic_block:
        raise TransactionManagementError("The role cannot change inside a transaction.")
    kept = {name: connection.settings_dict[name] for name in CHANGED}
    owner = dj_database_url.parse(url)
    # The runtime role's time limits are for pages; a migration may take longer.
    options = {name: value for name, value in kept["OPTIONS"].items() if name != "options"}
    connection.close()
    connection.settings_dict.update(
        {name: owner.get(name, "") for name in ("USER", "PASSWORD", "HOST", "PORT")},
        OPTIONS=options | {"options": "-c lock_timeout=10000"},
        CONN_MAX_AGE=0,
    )
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(kept)
