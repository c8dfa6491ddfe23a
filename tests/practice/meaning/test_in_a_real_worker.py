"""A real worker compares a rated reply: told again and again, killed, it is one hint."""

from __future__ import annotations

import os
import time

import pytest

from common.models import OutboxRow
from common.tasks import tick
from lms.celery import app
from practice.models import MeaningHint
from tests.practice.listening.conftest import rated
from tests.practice.meaning.made import STUB

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.faults]


def wait_for(condition, *, seconds=120):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError("it did not happen in time")


def test_told_three_times_by_id_it_keeps_one_hint(
    celery_worker_process, client, enrollment, folder, settings
):
    settings.PRACTICE_EMBEDDING_MODEL = str(folder)
    rated(client, enrollment)
    row = OutboxRow.objects.get(subscription="practice.compare_by_meaning")
    path = os.pathsep.join([str(STUB), os.environ.get("PYTHONPATH", "")])
    worker = celery_worker_process(
        queues="meaning", PRACTICE_EMBEDDING_MODEL=str(folder), PYTHONPATH=path
    )
    tick()
    for _ in range(2):
        app.send_task("practice.compare_by_meaning", kwargs={"row_id": row.pk}, queue="meaning")
    wait_for(MeaningHint.objects.exists)
    wait_for(lambda: OutboxRow.objects.filter(pk=row.pk, done_at__isnull=False).exists())
    assert MeaningHint.objects.get().points == {"late": True, "party": True}
    assert "parcel is late" not in worker.log
