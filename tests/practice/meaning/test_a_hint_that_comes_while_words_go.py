"""A worker keeps a hint at the moment in which the words are emptied: both or none, never one."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import transaction
from django.db.models import QuerySet

from enrollments.models import Enrollment
from practice.models import MeaningHint, Try
from practice.services.listening.meaning import keep_hint
from practice.services.listening.remove import KEPT, erase_old_words
from tests.courses.test_two_publishers import in_thread, somebody_waits
from tests.practice.listening.conftest import published, rated, signed_in
from tests.support.factories import EnrollmentFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def old_try(transactional_db, dana, switched_on):
    study: Enrollment = EnrollmentFactory(course=published(more=[{"key": "l1-1"}]), learner=dana)
    return rated(signed_in(dana), study)


def erase_while_a_hint_comes(own_try: Try, owner) -> None:
    """Keep a hint uncommitted until the one who erases waits, then commit."""
    holds, go_on = threading.Event(), threading.Event()
    at = own_try.created_at + KEPT * 2

    def hold():
        with transaction.atomic():
            keep_hint({"try_uuid": str(own_try.uuid)}, {"a": True}, at)
            holds.set()
            assert go_on.wait(timeout=60)

    with ThreadPoolExecutor(2) as pool:
        holder = in_thread(pool, hold)
        assert holds.wait(timeout=60)
        comer = in_thread(pool, lambda: erase_old_words(at=at))
        while not somebody_waits(owner) and not comer.done():
            pass
        go_on.set()
        holder.result()
        assert comer.result() == 1


def test_no_hint_stays_without_its_words(old_try, owner_connection):
    erase_while_a_hint_comes(old_try, owner_connection)
    old_try.refresh_from_db()
    assert old_try.answer is None
    assert not MeaningHint.objects.exists()


def test_control_without_the_lock_a_hint_stays(old_try, owner_connection, monkeypatch):
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_: rows)
    erase_while_a_hint_comes(old_try, owner_connection)
    assert MeaningHint.objects.exists()
