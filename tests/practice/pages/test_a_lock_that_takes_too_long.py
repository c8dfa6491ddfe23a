"""Whoever cannot wait is told so, and nothing is lost: the brake of a scene included."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection, transaction

from practice.models import Run
from practice.views.runs import leave
from tests.courses.test_two_publishers import in_thread
from tests.practice.pages.conftest import at, begun, published_scene, whole
from tests.practice.year.decks import joined
from tests.support.factories import EnrollmentFactory

pytestmark = pytest.mark.django_db(transaction=True)
SETTINGS, FRESH = "/my/year/settings/", "/my/year/fresh-start/"


@pytest.fixture
def enrollment(transactional_db, dana):
    return EnrollmentFactory(learner=dana, course=published_scene())


@contextmanager
def held(table: str, pk: int):
    """Hold a row in another connection, and wait for locks a short time only in this one."""
    holds, go_on = threading.Event(), threading.Event()

    def hold():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SELECT 1 FROM {table} WHERE id = %s FOR UPDATE", [pk])
            holds.set()
            assert go_on.wait(timeout=60)

    with ThreadPoolExecutor(1) as pool:
        holder = in_thread(pool, hold)
        assert holds.wait(timeout=60)
        try:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '20ms'")
            yield
        finally:
            go_on.set()
            holder.result()
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = '2s'")


@pytest.mark.parametrize("name", ["step-out", "delete"])
def test_a_run_that_is_held_answers_409_and_then_obeys(client, enrollment, name):
    run = begun(client, enrollment)
    with held("practice_run", run.pk):
        answer = client.post(at(name, run))
    assert answer.status_code == 409
    assert "Nothing was changed" in answer.content.decode()
    assert whole(run).state == Run.State.PLAYING
    assert client.post(at(name, run)).status_code == 302


def test_the_api_says_it_as_a_problem(client, enrollment):
    run = begun(client, enrollment)
    with held("practice_run", run.pk):
        answer = client.post(f"/api/v1/my/role-play-runs/{run.uuid}/step-out/")
    assert (answer.status_code, answer.json()["type"]) == (409, "about:blank#busy")


@pytest.mark.parametrize("place", [SETTINGS, FRESH])
def test_a_lock_that_no_service_speaks_of_is_no_failure(client, dana, place):
    plan = joined(dana)
    with held("practice_yearplan", plan.pk):
        assert client.post(place, {"daily": "2"}).status_code == 409
    assert client.post(place, {"daily": "2"}).status_code == 302


def test_control_other_faults_of_the_database_are_failures(client, enrollment, monkeypatch):
    run = begun(client, enrollment)

    def fails(**_):
        raise OperationalError("the disk is full")

    monkeypatch.setattr(leave, "step_out", fails)
    with pytest.raises(OperationalError):
        client.post(at("step-out", run))
