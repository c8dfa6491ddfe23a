"""One effect for one key: answered again, refused for another body, and nothing half done."""

from __future__ import annotations

import datetime as dt
import threading
import uuid

import pytest
from django.db import IntegrityError, connection, transaction

from common.clock import now
from common.errors import InvalidInput
from common.idempotency.keys import (
    Asked,
    KeyReused,
    StillRunning,
    Told,
    checked_key,
    fingerprint,
    forget_old_keys,
    once,
)
from common.models import Heartbeat, KeyedRequest
from common.tasks import forget_old_keys as task
from lms.schedule import BEAT_SCHEDULE

PERSON = uuid.UUID(int=7)
TOLD = Told(200, "{}", "application/json")


def asked(key="k", said="a", person=PERSON, endpoint="start"):
    return Asked(person, endpoint, key, fingerprint(said))


def act(name="beat", told=TOLD):
    def does():
        Heartbeat.objects.create(name=name, at=now())
        return told

    return does


def never():
    raise AssertionError("acted twice")


@pytest.mark.django_db
def test_the_same_request_is_answered_the_same_and_acts_once():
    assert once(asked(), act()) == once(asked(), never) == TOLD
    assert Heartbeat.objects.count() == 1


@pytest.mark.django_db
def test_a_key_belongs_to_person_and_endpoint():
    for number, mine in enumerate((asked(), asked(person=uuid.UUID(int=8)), asked(endpoint="b"))):
        once(mine, act(f"beat {number}"))
    assert Heartbeat.objects.count() == 3


@pytest.mark.django_db
def test_the_same_key_elsewhere_is_told_what_was_answered_there():
    """Each of three requests that share a key hears its own answer again, not the oldest."""
    places = [asked(), asked(person=uuid.UUID(int=8)), asked(endpoint="b")]
    answers = [Told(200, f"answer {number}", "text/plain") for number in range(len(places))]
    for number, (mine, told) in enumerate(zip(places, answers, strict=True)):
        once(mine, act(f"beat {number}", told))
    assert [once(mine, never) for mine in places] == answers


@pytest.mark.django_db
def test_another_body_is_refused():
    once(asked(), act())
    with pytest.raises(KeyReused) as refused:
        once(asked(said="b"), never)
    assert refused.value.status == 422


@pytest.mark.django_db
def test_a_refusal_is_stored_and_a_bug_is_not():
    refusal = Told(409, "no", "text/plain")
    assert once(asked("no"), lambda: refusal) == once(asked("no"), never) == refusal
    once(asked("bug"), act(told=Told(500, "", "text/plain")))
    assert not Heartbeat.objects.exists()  # undone with its key
    once(asked("bug"), act())
    assert Heartbeat.objects.count() == 1


@pytest.mark.django_db
def test_what_raises_leaves_neither_effect_nor_key():
    def breaks():
        act()()
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        once(asked(), breaks)
    assert not Heartbeat.objects.exists()
    assert not KeyedRequest.objects.exists()


@pytest.mark.parametrize("key", ["", "a b", "ü", "x" * 101, "a\n", "a\x00"])
def test_keys_are_bounded(key):
    with pytest.raises(InvalidInput, match="visible ASCII"):
        checked_key(key)
    assert checked_key("x" * 100)


def test_a_fingerprint_knows_no_order_of_fields():
    assert fingerprint({"a": 1, "b": 2}) == fingerprint({"b": 2, "a": 1}) != fingerprint({"a": 1})
    assert fingerprint("\ud800")  # half a character, as a hostile client may send


@pytest.mark.django_db(transaction=True)
def test_while_the_first_runs_the_second_is_told_to_come_back():
    begun, go_on = threading.Event(), threading.Event()

    def slowly():
        begun.set()
        go_on.wait(20)
        return act()()

    def first():
        try:
            once(asked(), slowly)
        finally:
            connection.close()

    running = threading.Thread(target=first)
    running.start()
    begun.wait(20)
    try:
        with pytest.raises(StillRunning) as refused:
            once(asked(), never)
        assert (refused.value.status, refused.value.retry_after) == (409, 1)
    finally:
        go_on.set()
        running.join(20)
    assert once(asked(), never) == TOLD
    assert Heartbeat.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_act_once():
    ready, found = threading.Barrier(8), []

    def ask():
        try:
            ready.wait(20)
            found.append(once(asked(), act()))
        except StillRunning as running:
            found.append(running)
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _ in range(8)]
    [one.start() for one in threads]
    [one.join(30) for one in threads]
    assert {one for one in found if isinstance(one, Told)} == {TOLD}
    assert Heartbeat.objects.count() == 1


@pytest.mark.django_db
def test_the_constraint_stops_whoever_took_no_lock():
    once(asked(), act())
    with pytest.raises(IntegrityError, match="common_request_key_once"), transaction.atomic():
        KeyedRequest.objects.create(
            person_uuid=PERSON, endpoint="start", key="k", fingerprint="other"
        )


@pytest.mark.django_db
def test_old_keys_are_forgotten_by_the_clock():
    once(asked("old"), act("one"))
    KeyedRequest.objects.update(asked_at=now() - dt.timedelta(hours=49))
    once(asked("new"), act("two"))
    assert forget_old_keys(at=now()) == 1
    assert KeyedRequest.objects.get().key == "new"
    assert task.name in {entry["task"] for entry in BEAT_SCHEDULE.values()}
    task()
    assert KeyedRequest.objects.count() == 1
