"""Real workers, beats and brokers, stopped, killed, doubled: always exactly one certificate."""

import os
import signal
from pathlib import Path

import pytest
from django.db import connection

from certificates.models import Certificate
from common.models import OutboxRow
from enrollments.models import CompletionRecord
from lms.celery import app
from tests.faults.conftest import (
    LEASE,
    assert_exactly_one_of_everything,
    is_all_done,
    wait_for,
)

pytestmark = [
    pytest.mark.faults,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("faults"),
]


def row_of(subscription):
    """Return the one row of a subscription once it is there."""
    return OutboxRow.objects.filter(subscription=subscription).first()


def has_started(subscription):
    """Return whether the work of a subscription was begun and not finished."""
    return OutboxRow.objects.filter(
        subscription=subscription, starts__gte=1, done_at__isnull=True
    ).exists()


@pytest.mark.parametrize("harm", ["stopped", "frozen"])
def test_dana_notices_nothing_of_a_broker_that_is_away(
    harm, dana, finish, valkey, celery_worker_process, celery_beat_process
):
    celery_worker_process(concurrency=2, **LEASE)
    celery_beat_process(**LEASE)
    away, back = {
        "stopped": (valkey.stop, valkey.start),
        "frozen": (valkey.freeze, valkey.thaw),
    }[harm]
    away()
    finish(dana)
    assert CompletionRecord.objects.filter(learner=dana).count() == 1
    assert row_of("certificates.issue").done_at is None
    back()
    wait_for(is_all_done, "the certificate follows after the broker is back")
    assert_exactly_one_of_everything(dana)


def test_a_broker_that_forgets_everything_loses_nothing(
    dana, finish, valkey, celery_worker_process, celery_beat_process
):
    celery_worker_process(queues="tick", **LEASE)
    celery_beat_process(**LEASE)
    finish(dana)
    wait_for(lambda: _claims() >= 1, "the row is handed to the broker")
    valkey.flush()
    assert row_of("certificates.render").starts == 0  # handed out, never begun
    celery_worker_process(queues="pdf,mail", **LEASE)
    wait_for(is_all_done, "the lease runs out and the row is handed out again")
    assert_exactly_one_of_everything(dana)


def _claims() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM common_outboxrow WHERE subscription = 'certificates.render'"
            " AND next_at > created_at + interval '1 second'"
        )
        return cursor.fetchone()[0]


@pytest.mark.parametrize("victim", ["whole worker", "child"])
def test_a_worker_killed_while_it_renders_leaves_one_certificate(
    victim, dana, finish, celery_worker_process, celery_beat_process
):
    worker = celery_worker_process(queues="pdf", **LEASE)
    celery_worker_process(queues="tick,mail", **LEASE)
    celery_beat_process(**LEASE)
    finish(dana)
    wait_for(lambda: has_started("certificates.render"), "the render begins", pause=0.005)
    if victim == "whole worker":
        worker.kill()
    else:
        for child in _children(worker.process.pid):
            os.kill(child, signal.SIGKILL)
    row = row_of("certificates.render")
    assert (row.done_at, row.starts) == (None, 1), "the kill came too late to prove anything"
    assert Certificate.objects.get(learner=dana).state == "queued"
    if victim == "whole worker":
        celery_worker_process(queues="pdf", **LEASE)
    wait_for(is_all_done, "the render is done by somebody else")
    assert row_of("certificates.render").starts >= 2
    assert_exactly_one_of_everything(dana)


def _children(pid) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_the_same_message_three_times_has_one_effect(
    dana, finish, celery_worker_process, celery_beat_process
):
    celery_worker_process(concurrency=3, queues="pdf,mail", **LEASE)
    finish(dana)
    for subscription, queue in (
        ("certificates.issue", "pdf"),
        ("certificates.render", "pdf"),
        ("notifications.send", "mail"),
    ):
        row = wait_for(lambda name=subscription: row_of(name), f"{subscription} is owed")
        for _ in range(3):
            app.send_task(subscription, kwargs={"row_id": row.id}, queue=queue)
        wait_for(lambda name=subscription: row_of(name).done_at, f"{subscription} is done")
    assert_three_each_were_taken()
    celery_worker_process(queues="tick", **LEASE)
    celery_beat_process(**LEASE)
    wait_for(is_all_done, "the rest is done")
    assert_exactly_one_of_everything(dana)


def assert_three_each_were_taken():
    """The work began, at least once; repeats that came after the end were not even begun."""
    assert 1 <= row_of("certificates.render").starts <= 3


def test_two_beats_and_two_workers_make_one_of_each(
    finish, celery_worker_process, celery_beat_process
):
    for _ in range(2):
        celery_worker_process(concurrency=2, **LEASE)
        celery_beat_process(**LEASE)
    people = [finish() for _ in range(8)]
    wait_for(is_all_done, "all are done")
    assert_exactly_one_of_everything(*people)


def test_connections_cut_in_mid_render_lose_nothing(
    dana, finish, superuser_connection, celery_worker_process, celery_beat_process
):
    celery_worker_process(concurrency=2, **LEASE)
    celery_beat_process(**LEASE)
    finish(dana)
    wait_for(lambda: has_started("certificates.render"), "the render begins", pause=0.005)
    superuser_connection.cursor().execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        " AND pid <> %s",
        [_own_backend()],
    )
    wait_for(is_all_done, "the work is done on new connections")
    assert_exactly_one_of_everything(dana)


def _own_backend() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


def test_a_row_that_cannot_be_done_dies_visibly_and_the_others_go_on(
    dana, milo, finish, celery_worker_process, celery_beat_process
):
    dana.certificate_name = "Dana \U00013000"  # no font draws this
    dana.save(update_fields=["certificate_name"])
    env = {"OUTBOX_LEASE_SECONDS": "1"}
    celery_worker_process(concurrency=2, **env)
    celery_beat_process(**env)
    finish(dana)
    finish(milo)
    wait_for(lambda: OutboxRow.objects.filter(dead_at__isnull=False).exists(), "it is given up")
    dead = OutboxRow.objects.get(dead_at__isnull=False)
    assert dead.starts == 8
    assert dead.last_error == "certificates.rendering.press.Unprintable"
    assert Certificate.objects.get(learner=dana).state == "queued"
    assert Certificate.objects.get(learner=milo).state == "ready"
