"""A real worker builds reports: killed in the middle, told three times, always one report."""

from __future__ import annotations

import time

import pytest
from django.db import connection

from audit.models import AuditEvent
from common import events
from common.models import OutboxRow
from common.outbox import claim_due
from common.tasks import tick
from lms.celery import app
from reports.models import ReportFile, ReportRun
from tests.reports.conftest import ask, cells, owed

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.faults]

# Holds the table that the report reads, so that the worker stands in the middle of its work.
HOLD = "LOCK TABLE certificates_certificate IN ACCESS EXCLUSIVE MODE"


def wait_for(condition, *, seconds=120):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError("it did not happen in time")


def state(run):
    return ReportRun.objects.values_list("state", flat=True).get(pk=run.pk)


def send(row):
    app.send_task("reports.build", kwargs={"row_id": row.pk}, queue="report")


def assert_built_once(run):
    assert len(cells(run)) == 4
    assert ReportFile.objects.filter(run=run).count() == 2
    assert AuditEvent.objects.filter(target_uuid=run.uuid, verb="report.built").count() == 1


def test_killed_in_the_middle_it_is_built_once(
    story, vera, celery_worker_process, superuser_connection
):
    run = ask(vera)
    row = owed(run)
    holder = superuser_connection.cursor()
    holder.execute("BEGIN")
    holder.execute(HOLD)
    worker = celery_worker_process(queues="report")
    send(row)
    wait_for(lambda: state(run) == "building")
    worker.kill()
    holder.execute("ROLLBACK")
    assert (state(run), run.files.count()) == ("building", 0)
    celery_worker_process(queues="report")
    OutboxRow.objects.filter(pk=row.pk).update(next_at="2000-01-01T00:00:00Z")  # the lease is over
    tick()
    wait_for(lambda: state(run) == "ready")
    row.refresh_from_db()
    assert row.starts == 2
    assert_built_once(run)


def test_told_three_times_it_is_built_once(story, vera, celery_worker_process):
    run = ask(vera)
    row = owed(run)
    celery_worker_process(queues="report", concurrency=2)
    for _ in range(3):
        send(row)
    wait_for(lambda: state(run) == "ready")
    time.sleep(0.5)
    assert_built_once(run)


def test_progress_is_seen_while_it_runs(story, vera):
    """The rows are read in one transaction, the progress is written in others."""
    from reports.services.build import _progress
    from reports.services.snapshot import snapshot

    run = ask(vera)
    ReportRun.objects.filter(pk=run.pk).update(state="building")
    with snapshot() as cursor:
        cursor.execute("SELECT 1")
        report = _progress(run, 100_000)
        for rows in (500, 2_500, 3_000, 60_000):
            report(rows)
        run.refresh_from_db()
        assert (run.rows_done, run.rows_total, run.percent) == (60_000, 100_000, 60)


def test_a_report_is_leased_longer_than_it_may_take(story, vera):
    from reports.tasks import build

    row = owed(ask(vera))
    lease = events.subscription("reports.build").lease_seconds
    assert lease > build.time_limit > build.soft_time_limit
    claim_due(names=["reports.build"])
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT extract(epoch FROM next_at - now()) FROM common_outboxrow WHERE id = %s",
            [row.pk],
        )
        (seconds,) = cursor.fetchone()
    assert lease - 30 < seconds <= lease


def test_other_work_keeps_the_short_lease(story, settings):
    row = OutboxRow.objects.filter(subscription="notifications.send").first()
    claim_due(names=["notifications.send"])
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT extract(epoch FROM next_at - now()) FROM common_outboxrow WHERE id = %s",
            [row.pk],
        )
        assert cursor.fetchone()[0] <= settings.OUTBOX_LEASE_SECONDS
