"""An answer that is known before the work: key and answer go with the first statement."""

from __future__ import annotations

import threading

import pytest
from django.db import IntegrityError, connection

from common.clock import now
from common.idempotency.keys import KeyReused, Told, once_knowing
from common.models import Heartbeat, KeyedRequest
from tests.common.test_idempotency import asked

TOLD = Told(302, "/there/", "text/html")


def work(first, name="beat"):
    with connection.cursor() as cursor:
        cursor.execute(
            first.sql + "INSERT INTO common_heartbeat (name, at) VALUES (%(name)s, %(at)s)",
            {**first.values, "name": name, "at": now()},
        )


def breaks(first):
    work(first)
    raise ValueError("broken")


@pytest.mark.django_db
def test_the_same_request_is_answered_the_same_and_acts_once():
    assert once_knowing(TOLD, asked(), work) == TOLD
    again = once_knowing(Told(302, "/elsewhere/", "text/html"), asked(), lambda f: work(f, "more"))
    assert again == TOLD
    assert [found.name for found in Heartbeat.objects.all()] == ["beat"]
    assert (KeyedRequest.objects.get().status, KeyedRequest.objects.get().body) == (302, "/there/")


@pytest.mark.django_db
def test_another_body_is_refused_and_does_nothing():
    once_knowing(TOLD, asked(), work)
    with pytest.raises(KeyReused):
        once_knowing(TOLD, asked(said="b"), lambda first: work(first, "more"))
    assert Heartbeat.objects.count() == 1


@pytest.mark.django_db
def test_what_raises_leaves_neither_effect_nor_key():
    with pytest.raises(ValueError, match="broken"):
        once_knowing(TOLD, asked(), breaks)
    assert not Heartbeat.objects.exists()
    assert not KeyedRequest.objects.exists()


@pytest.mark.django_db
def test_another_constraint_is_no_sign_of_an_earlier_request():
    once_knowing(TOLD, asked(), work)
    with pytest.raises(IntegrityError, match="common_heartbeat"):
        once_knowing(TOLD, asked("other"), work)  # the same name of a heartbeat
    assert KeyedRequest.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_act_once_and_all_are_answered():
    ready, found = threading.Barrier(8), []

    def ask(number):
        try:
            ready.wait(20)
            found.append(once_knowing(TOLD, asked(), lambda first: work(first, f"beat {number}")))
        finally:
            connection.close()

    threads = [threading.Thread(target=ask, args=[number]) for number in range(8)]
    [one.start() for one in threads]
    [one.join(30) for one in threads]
    assert found == [TOLD] * 8
    assert Heartbeat.objects.count() == 1


@pytest.mark.django_db
def test_control_without_the_key_in_front_both_act():
    for name in ("beat", "more"):
        once_knowing(TOLD, asked(), lambda first, name=name: work(type(first)(), name))
    assert Heartbeat.objects.count() == 2
