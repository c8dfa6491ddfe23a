"""Completion report of 800,000 rows against COPY of the same rows, without the care for cells."""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django.db import connection

from common import content_store
from lms.bench import Ratio
from lms.bench._completions import generate
from reports.definitions import KINDS, Frame
from reports.definitions.canonical import copy_plain, totals
from reports.services.snapshot import snapshot
from reports.services.write_csv import write_csv

ROWS = 800_000
ROUNDS = 3
LIMIT = 0.8
FRAME = Frame(
    from_at=datetime(2026, 1, 1, tzinfo=UTC), to_at=datetime(2027, 1, 1, tzinfo=UTC),
    judged_at=datetime(2026, 12, 1, tzinfo=UTC), on=date(2026, 12, 1), departments=None,
    has_scores=True,
)  # fmt: skip
KIND = KINDS["completions"]
Report = Callable[[str], None]


@dataclass(frozen=True)
class _Spent:
    wall: float
    cpu: float


def run(report: Report) -> list[Ratio]:
    """Measure the canonical CSV against the plain COPY, in turns, best of each."""
    began = time.monotonic()
    generate(ROWS)
    report(f"{ROWS:,} completions written in {time.monotonic() - began:.0f} s")
    ours, plain = [], []
    draft = content_store.draft("bench-reports.csv")
    with snapshot() as cursor:
        # Parallel workers would spend CPU time that is not this backend's.
        cursor.execute("SET LOCAL max_parallel_workers_per_gather = 0")
        _plain(cursor, draft)  # warms the database's cache for both
        base = _peak_kib()
        for _ in range(ROUNDS):
            plain.append(_timed(cursor, lambda: _plain(cursor, draft)))
            ours.append(_timed(cursor, lambda: _ours(cursor, draft)))
        grown = _peak_kib() - base
        size = draft.stat().st_size
        counting = _timed(cursor, lambda: _totals(cursor))
    storing = _timed(None, lambda: content_store.put_file(draft))
    _explain(report, ours=ours, plain=plain, size=size, counting=counting, storing=storing)
    report(f"peak memory grew by {grown / 1024:.1f} MiB while writing {size / 2**20:,.0f} MiB")
    return [
        Ratio(
            "completion report as canonical CSV / plain COPY, by CPU time",
            ROWS / min(spent.cpu for spent in ours), ROWS / min(spent.cpu for spent in plain),
            "rows/CPU s", LIMIT,
        ),
        Ratio("flat memory: 16 MiB allowed / growth", 16.0, max(grown / 1024, 0.1), "MiB", 1.0),
    ]  # fmt: skip


def _plain(cursor: Any, path: Path) -> None:
    with path.open("wb") as file:
        sql = cursor.mogrify(copy_plain(KIND, FRAME), FRAME.values()).decode()
        cursor.copy_expert(sql, file)
        file.flush()
        os.fsync(file.fileno())


def _ours(cursor: Any, path: Path) -> None:
    rows = write_csv(cursor=cursor, kind=KIND, frame=FRAME, path=path, report=lambda _: None)
    assert rows == ROWS, rows


def _totals(cursor: Any) -> None:
    cursor.execute(totals(KIND, FRAME), FRAME.values())
    assert dict(cursor.fetchall()) == {"completed": ROWS}


def _timed(cursor: Any, work: Callable[[], object]) -> _Spent:
    backend = cursor.connection.get_backend_pid() if cursor is not None else None
    wall, cpu = time.monotonic(), time.process_time() + _backend_cpu(backend)
    work()
    return _Spent(time.monotonic() - wall, time.process_time() + _backend_cpu(backend) - cpu)


def _backend_cpu(pid: int | None) -> float:
    """Return the CPU seconds of a PostgreSQL backend on this machine."""
    if pid is None:
        return 0.0
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return sum(int(field) for field in fields[11:13]) / os.sysconf("SC_CLK_TCK")


def _peak_kib() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _explain(
    report: Report,
    *,
    ours: list[_Spent],
    plain: list[_Spent],
    size: int,
    counting: _Spent,
    storing: _Spent,
) -> None:
    report(
        "Reference: COPY (the report's own SELECT: same joins, columns and order) TO STDOUT in "
        "PostgreSQL's text format, written to a file and synced; no quoting, no escaping of "
        "formulas, no ISO instants, no CRLF, no progress."
    )
    report(
        "Measured: the report's CSV as users get it, from the same connection and snapshot, to a "
        f"file of {size / 2**20:,.0f} MiB, synced. {ROUNDS} rounds of each in turns; CPU time is "
        "this process and its PostgreSQL backend together, without parallel workers."
    )
    for name, found in (("plain COPY", plain), ("canonical CSV", ours)):
        walls = ", ".join(f"{spent.wall:.2f}" for spent in found)
        cpus = ", ".join(f"{spent.cpu:.2f}" for spent in found)
        report(f"{name}: wall {walls} s; CPU {cpus} s")
    report(
        f"beside it, in a build: totals {counting.wall:.2f} s, hash and store {storing.wall:.2f} s"
    )
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        report(f"PostgreSQL {cursor.fetchone()[0]}")
