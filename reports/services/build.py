"""Build a report: one snapshot, one stream to a file, then one short transaction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction

from audit.services.record import record
from audit.verbs import Verb
from common import content_store, outbox
from common.concurrency.one_at_a_time import only_one
from common.errors import EnvironmentFault
from notifications.services.notify import Message, notify
from reports.definitions import KINDS, Frame, Kind
from reports.definitions.canonical import totals as totals_sql
from reports.models import ReportFile, ReportRun
from reports.selectors.counts import in_order
from reports.selectors.plan import frame_of_run
from reports.services.give_up import give_up_if_dead
from reports.services.manifest import manifest
from reports.services.snapshot import snapshot
from reports.services.write_csv import write_csv

_LOCK = 0x72657074  # "rept": the namespace of our advisory locks
_STEPS = 50
_LEAST_STEP = 1000
State = ReportRun.State


@dataclass(frozen=True, kw_only=True)
class Built:
    """The stored files of a run and the snapshot they tell of."""

    run: ReportRun
    snapshot: str
    snapshot_at: datetime
    totals: dict[str, int]
    files: tuple[ReportFile, ...]


@dataclass(frozen=True, kw_only=True)
class _Written:
    snapshot: str
    snapshot_at: datetime
    totals: dict[str, int]
    rows: int


def deliver(*, row_id: int) -> bool:
    """Do what one ReportRequested owes; a second worker with the same row leaves it alone.

    The lock ends with the connection, so that a killed worker blocks nobody.
    """
    with only_one(namespace=_LOCK, row_id=row_id) as is_mine:
        if not is_mine:
            return False
        try:
            is_done = outbox.perform(row_id=row_id, prepare=build_owed, effect=make_ready)
        finally:
            give_up_if_dead(row_id=row_id)
        return is_done


def build_owed(payload: dict[str, Any]) -> Built | None:
    """Write and store the files that one ReportRequested owes; None when they are there."""
    run = ReportRun.objects.select_related("requested_by").get(uuid=payload["run_uuid"])
    if run.state == State.READY:
        return None
    _begin(run)
    kind, frame = KINDS[run.kind], frame_of_run(run)
    draft = content_store.draft(run.draft_name)
    try:
        written = _write(run, kind, frame, draft)
        size = draft.stat().st_size
        sha256 = content_store.put_file(draft)
    finally:
        draft.unlink(missing_ok=True)
    rows = ReportFile(
        run=run, name=f"{kind.name}-{run.short_id}.csv", media_type="text/csv", sha256=sha256,
        bytes=size, rows=written.rows,
    )  # fmt: skip
    content = manifest(
        run=run, kind=kind, frame=frame, snapshot=written.snapshot,
        snapshot_at=written.snapshot_at, totals=written.totals, files=[_listed(rows)],
    )  # fmt: skip
    listing = ReportFile(
        run=run, name=f"manifest-{run.short_id}.json", media_type="application/json",
        sha256=content_store.put(content), bytes=len(content),
    )  # fmt: skip
    return Built(
        run=run, snapshot=written.snapshot, snapshot_at=written.snapshot_at,
        totals=written.totals, files=(rows, listing),
    )  # fmt: skip


@transaction.atomic
def make_ready(_: dict[str, Any], built: Built | None, at: datetime) -> None:
    """Offer the finished files and tell who asked; only the first to come does it."""
    if built is None:
        return
    run, rows = built.run, sum(built.totals.values())
    changed = ReportRun.objects.filter(pk=run.pk, state=State.BUILDING).update(
        state=State.READY, rows_done=rows, rows_total=rows, totals=built.totals,
        snapshot=built.snapshot, snapshot_at=built.snapshot_at, finished_at=at,
    )  # fmt: skip
    if not changed:
        return
    ReportFile.objects.bulk_create(built.files)
    record(
        Verb.REPORT_BUILT, actor=None, target=run, at=at,
        detail={"rows": rows, "snapshot": built.snapshot,
                "files": {file.name: file.sha256 for file in built.files}},
    )  # fmt: skip
    told = Message(
        recipient=run.requested_by, kind="report.ready", key=f"report.ready:{run.uuid}",
        context={"run_uuid": str(run.uuid), "rows": rows},
    )  # fmt: skip
    notify(told, at=at)


def _begin(run: ReportRun) -> None:
    # Who takes over from a killed worker finds "building"; an operator may revive a failed one.
    waiting = ReportRun.objects.filter(pk=run.pk).exclude(state=State.READY)
    try:
        with transaction.atomic():
            waiting.update(state=State.BUILDING, rows_done=0, finished_at=None)
    except IntegrityError as error:
        raise EnvironmentFault("another report of the same person is running") from error


def _write(run: ReportRun, kind: Kind, frame: Frame, draft: Path) -> _Written:
    with snapshot() as cursor:
        cursor.execute("SELECT pg_current_snapshot()::text, now()")
        taken, taken_at = cursor.fetchone()
        cursor.execute(totals_sql(kind, frame), frame.values())
        totals = in_order(kind, dict(cursor.fetchall()))
        total = sum(totals.values())
        rows = write_csv(
            cursor=cursor, kind=kind, frame=frame, path=draft, report=_progress(run, total)
        )
    if rows != total:
        raise RuntimeError("the rows of one snapshot do not add up to its totals")
    return _Written(snapshot=taken, snapshot_at=taken_at, totals=totals, rows=rows)


def _progress(run: ReportRun, total: int) -> Callable[[int], None]:
    mine = ReportRun.objects.filter(pk=run.pk, state=State.BUILDING)
    mine.update(rows_total=total)
    step, told = max(total // _STEPS, _LEAST_STEP), 0

    def report(rows: int) -> None:
        nonlocal told
        if rows - told >= step:
            told = rows
            mine.update(rows_done=rows)

    return report


def _listed(file: ReportFile) -> dict[str, Any]:
    names = ("name", "media_type", "bytes", "rows", "sha256")
    return {name: getattr(file, name) for name in names}
