"""Test databases: migrated once as the owner, cloned for each process, used as the runtime role."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager

import dj_database_url
import psycopg2
from django.core.management import call_command
from django.db import connection
from psycopg2 import sql
from psycopg2.extensions import connection as Connection  # noqa: N812

KEPT_TABLE = "django_migrations"
PRISTINE = "attune_pristine"  # copies of the rows that migrations wrote
LOCK = 714_001
PATIENT = " -c idle_in_transaction_session_timeout=0 -c statement_timeout=60000"


def open_connection(variable: str, database: str | None = None) -> Connection:
    """Return an autocommit connection to a database, as the role that the variable names."""
    parts = dj_database_url.parse(os.environ[variable])
    raw = psycopg2.connect(
        dbname=database or parts["NAME"],
        user=parts.get("USER"),
        password=parts.get("PASSWORD") or None,
        host=parts.get("HOST"),
        port=parts.get("PORT") or None,
    )
    raw.autocommit = True
    return raw


def prefix() -> str:
    """Return the beginning of the names of this run's databases."""
    return f"test_attune_{os.environ.get('ATTUNE_TEST_RUN', 'alone')}"


def create(worker: str) -> str:
    """Make the database of one test process and lead Django's connection to it."""
    name, template = f"{prefix()}_{worker}", f"{prefix()}_template"
    with closing(open_connection("DATABASE_OWNER_URL")) as owner:
        cursor = owner.cursor()
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template])
        if cursor.fetchone() is None:
            build(cursor, template)
        cursor.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )
    use(name)
    return name


def build(cursor: "psycopg2.extensions.cursor", template: str) -> None:
    """Make the migrated database that the others are clones of."""
    unfinished = f"{template}_unfinished"
    cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(unfinished)))
    cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(unfinished)))
    use(unfinished)
    call_command("migrate", verbosity=0, interactive=False)
    connection.close()
    with closing(open_connection("DATABASE_OWNER_URL", unfinished)) as owner:
        copy_pristine_rows(owner)
        leave_uncounted(owner)
    cursor.execute(
        sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
            sql.Identifier(unfinished), sql.Identifier(template)
        )
    )


def use(name: str) -> None:
    """Lead Django's connection to another database.

    A test lives in one transaction: however long it computes between two questions, it is not cut
    off, and a statement that meets a stalled disk is waited for. Processes that tests start keep
    the limits of the product.
    """
    connection.close()
    connection.settings_dict["NAME"] = name
    options = connection.settings_dict["OPTIONS"]
    if PATIENT not in options["options"]:
        options["options"] += PATIENT


def leave_uncounted(owner: Connection) -> None:
    """Keep the server from counting rows at a moment of its own.

    A test's rows are never committed: whoever counts in the middle of it finds none, and from then
    on the planner takes full tables for empty ones and walks through them again and again.
    """
    cursor = owner.cursor()
    for name in all_tables(owner):
        cursor.execute(
            sql.SQL("ALTER TABLE {} SET (autovacuum_enabled = false)").format(
                sql.Identifier("public", name)
            )
        )


def copy_pristine_rows(owner: Connection) -> None:
    """Copy the tables that migrations filled, so that a flush can restore them."""
    cursor = owner.cursor()
    cursor.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(PRISTINE)))
    for table in filled_tables(owner):
        cursor.execute(
            sql.SQL("CREATE TABLE {} AS TABLE {}").format(
                sql.Identifier(PRISTINE, table), sql.Identifier("public", table)
            )
        )


def all_tables(raw: Connection) -> list[str]:
    """Return the tables of the product, Django's list of migrations apart."""
    cursor = raw.cursor()
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    return [name for (name,) in cursor.fetchall() if name != KEPT_TABLE]


def filled_tables(raw: Connection) -> list[str]:
    """Return the tables that hold a row, Django's list of migrations apart."""
    cursor = raw.cursor()
    names = all_tables(raw)
    probe = sql.SQL(" UNION ALL ").join(
        sql.SQL("SELECT {} WHERE EXISTS (SELECT FROM {})").format(
            sql.Literal(name), sql.Identifier("public", name)
        )
        for name in names
    )
    if names:
        cursor.execute(probe)
    return sorted(name for (name,) in cursor.fetchall()) if names else []


def flush(name: str) -> None:
    """Empty a test database and restore what migrations wrote, past every trigger."""
    with closing(privileged(name)) as raw:
        cursor = raw.cursor()
        tables = filled_tables(raw)
        if not tables:
            return
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [PRISTINE])
        pristine = {table for (table,) in cursor.fetchall()}
        listed = sql.SQL(", ").join(sql.Identifier("public", table) for table in tables)
        restored = [
            sql.SQL("INSERT INTO {} SELECT * FROM {}").format(
                sql.Identifier("public", table), sql.Identifier(PRISTINE, table)
            )
            for table in sorted(pristine)
        ]
        off, on = switched_triggers(all_tables(raw))
        statements = [
            sql.SQL("SET lock_timeout = '10s'"),
            *off,
            sql.SQL("TRUNCATE {} CASCADE").format(listed),
            *on,
            *restored,  # foreign keys are checked at the end, so their order does not matter
        ]
        with transaction(cursor):
            for statement in statements:
                cursor.execute(statement)


def switched_triggers(tables: list[str]) -> tuple[list[sql.Composable], list[sql.Composable]]:
    """Return what switches triggers off and on again: at once, or table by table as the owner."""
    if "DATABASE_SUPERUSER_URL" in os.environ:
        return [sql.SQL("SET session_replication_role = replica")], []

    def switch(word: str) -> list[sql.Composable]:
        pattern = f"ALTER TABLE {{}} {word} TRIGGER USER"
        return [sql.SQL(pattern).format(sql.Identifier("public", name)) for name in tables]

    return switch("DISABLE"), switch("ENABLE")


@contextmanager
def transaction(cursor: "psycopg2.extensions.cursor") -> Iterator[None]:
    """Run a block in one transaction of an autocommit connection."""
    cursor.execute("BEGIN")
    try:
        yield
    except BaseException:
        cursor.execute("ROLLBACK")
        raise
    cursor.execute("COMMIT")


def privileged(name: str) -> Connection:
    """Return a connection that may switch triggers off."""
    superuser = "DATABASE_SUPERUSER_URL"
    return open_connection(superuser if superuser in os.environ else "DATABASE_OWNER_URL", name)


def drop_all() -> None:
    """Drop every database of this run."""
    with closing(open_connection("DATABASE_OWNER_URL")) as owner:
        cursor = owner.cursor()
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{prefix()}%"])
        for (name,) in cursor.fetchall():
            cursor.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
