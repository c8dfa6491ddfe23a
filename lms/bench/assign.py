"""Assigning 100,000 people against bare INSERT … SELECTs of the same rows.

The product writes nine rows a person: assignment, reason, cycle, enrollment, their tie, message,
outbox row, and two audit lines. The reference writes the same rows again, each table's with one
bare INSERT … SELECT, into an empty twin with the same columns, indexes, checks and foreign keys.
The unit is rows per CPU second of the process that does the work: the database's backend (and
ours), or elapsed seconds where the backend runs on another machine.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from common.clock import now
from courses.models import Course
from courses.services.publish import publish_package
from curricula.audience import Audience
from curricula.due_dates import Anchor, DueRule
from curricula.models import AssignmentRule, Curriculum
from curricula.services.assign import assign
from curricula.services.create import create
from lms.bench import Ratio
from lms.owner_role import owner_role
from people.models import Department, User

LIMIT = 0.4
PEOPLE = 100_000
ROUNDS = 2
PACKAGE = settings.BASE_DIR / "courses" / "packages" / "empathy-in-customer-service"
ZONES = ["Europe/Lisbon", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Asia/Tokyo"]
TABLES = (
    "curricula_assignment", "curricula_assignmentgrant", "curricula_cycle",
    "enrollments_enrollment", "curricula_cycleenrollment", "notifications_notification",
    "common_outboxrow", "audit_auditevent",
)  # fmt: skip
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Meter:
    """CPU seconds (or elapsed ones) that a block took."""

    seconds: float = 0.0


@dataclass(frozen=True)
class Round:
    """What one round took: rows written, the product's seconds, the bare ones, one table's."""

    rows: int
    ours: float
    bare: float
    one_table: float


def run(report: Callable[[str], None]) -> list[Ratio]:
    """Measure assigning 100,000 people."""
    hr = User.objects.create_user("hr@northwind.example", legal_name="Bench Partner")
    publish_package(path=PACKAGE, by=None, at=now())
    course = Course.objects.get()
    curriculum = create(slug="bench", title="Bench", required=[course], by=hr, at=now())
    unit = "rows per CPU second" if _backend_is_here() else "rows per second"
    report(f"{ROUNDS} rounds of {PEOPLE:,} people, {unit}")
    rounds = [_round(number, curriculum, hr, report) for number in range(ROUNDS)]
    rows = sum(found.rows for found in rounds)
    ours, bare = (sum(getattr(found, name) for found in rounds) for name in ("ours", "bare"))
    one_table = sum(found.one_table for found in rounds)
    report(
        f"One person costs {rows / PEOPLE / ROUNDS:.1f} rows in {len(TABLES)} tables. Beside one "
        f"bare INSERT … SELECT of {PEOPLE:,} assignments alone, people per second: "
        f"{PEOPLE * ROUNDS / ours:,.0f} against {PEOPLE * ROUNDS / one_table:,.0f} "
        f"({one_table / ours:.2f})."
    )
    return [Ratio("assign 100,000 people", rows / ours, rows / bare, unit, LIMIT)]


def _round(number: int, curriculum: Curriculum, hr: User, report: Callable[[str], None]) -> Round:
    department = _population(number)
    before = _highest_ids()
    at = now()
    with _metered() as ours:
        rule = _assign(curriculum, department, hr, at)
    found = AssignmentRule.objects.get(pk=rule.pk).grants.count()
    assert found == PEOPLE, found
    seconds = {table: _bare(table, before[table]) for table in TABLES}
    rows = sum(count for count, _ in seconds.values())
    bare = sum(taken for _, taken in seconds.values())
    report(f"round {number + 1}: {rows:,} rows, product {ours.seconds:.2f} s, bare {bare:.2f} s")
    return Round(rows, ours.seconds, bare, seconds["curricula_assignment"][1])


def _assign(
    curriculum: Curriculum, department: Department, hr: User, at: datetime
) -> AssignmentRule:
    return assign(
        curriculum=curriculum,
        audience=Audience(departments=(department.uuid,)),
        due=DueRule(Anchor.ASSIGNED, offset_days=30),
        by=hr,
        scope=None,
        at=at,
    )


def _population(number: int) -> Department:
    """Make a department with its people, and tell the planner how large the tables are."""
    department = Department.objects.create(name=f"Bench {number}")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '60s'")
        cursor.execute(
            "INSERT INTO people_user (uuid, email, legal_name, short_name, certificate_name, "
            "language, time_zone, is_active, password) SELECT gen_random_uuid(), "
            "'bench' || %s || '-' || n || '@northwind.example', 'Person ' || n, '', '', 'en', "
            "(%s::text[])[1 + n %% %s], true, '!' FROM generate_series(1, %s) AS n",
            [number, ZONES, len(ZONES), PEOPLE],
        )
        cursor.execute(
            "INSERT INTO people_employment (uuid, person_id, department_id, job_title, hired_on, "
            "valid) SELECT gen_random_uuid(), id, %s, 'Agent', '2024-01-01', "
            "daterange('2024-01-01', NULL) FROM people_user WHERE email LIKE %s",
            [department.pk, f"bench{number}-%"],
        )
    with owner_role(), connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return department


def _highest_ids() -> dict[str, int]:
    with connection.cursor() as cursor:
        found = {}
        for table in TABLES:
            cursor.execute(f"SELECT coalesce(max(id), 0) FROM {table}")  # noqa: S608 - our tables
            (found[table],) = cursor.fetchone()
    return found


def _bare(table: str, after: int) -> tuple[int, float]:
    """Write the rows of a round again into an empty twin; return how many and the seconds."""
    twin = f"bare_{table}"
    columns = _twin(table, twin)
    statement = f"INSERT INTO {twin} ({columns}) SELECT {columns} FROM {table} WHERE id > %s"  # noqa: S608
    with _metered() as meter, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '60s'")
        cursor.execute(statement, [after])
        rows = int(cursor.rowcount)
    return rows, meter.seconds


def _twin(table: str, twin: str) -> str:
    """Make an empty table of the same shape, foreign keys included; return its columns."""
    with owner_role(), connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {twin}")
        cursor.execute(f"CREATE TABLE {twin} (LIKE {table} INCLUDING ALL)")
        cursor.execute(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint "
            "WHERE conrelid = %s::regclass AND contype = 'f'",
            [table],
        )
        for name, definition in cursor.fetchall():
            cursor.execute(f'ALTER TABLE {twin} ADD CONSTRAINT "bare_{name}" {definition}')
        cursor.execute(
            "SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute "
            "WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped "
            "AND attname <> 'id'",
            [table],
        )
        (columns,) = cursor.fetchone()
        return str(columns)


@contextmanager
def _metered() -> Iterator[Meter]:
    meter, start = Meter(), _spent()
    yield meter
    meter.seconds = _spent() - start


def _spent() -> float:
    """Return the CPU seconds of our process and our backend so far, or the time."""
    if not _backend_is_here():
        return time.perf_counter()
    fields = _backend().read_text().rpartition(")")[2].split()
    return time.process_time() + (int(fields[11]) + int(fields[12])) / TICKS


def _backend() -> Path:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    return Path(f"/proc/{pid}/stat")


def _backend_is_here() -> bool:
    host = str(connection.settings_dict["HOST"] or "/")
    return host.startswith("/") and _backend().exists() and "postgres" in _backend().read_text()
