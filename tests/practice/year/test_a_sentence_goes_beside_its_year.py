"""A sentence is deleted in one tab while its whole year is in another: neither waits for ever."""

from __future__ import annotations

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from practice.models import FollowUp, Intention
from practice.services.year.intentions import delete_intention, write_intention
from tests.courses.test_two_publishers import in_thread, somebody_waits
from tests.practice.year.decks import MONDAY, joined

pytestmark = pytest.mark.django_db(transaction=True)


def test_who_deletes_a_sentence_waits_with_no_follow_up_in_hand(dana, owner_connection):
    """The year locks its sentences, then takes their follow-ups; nobody may hold those by then."""
    joined(dana)
    sentence = write_intention(uuid=uuid.uuid4(), when="They sigh", then="Ask", by=dana, at=MONDAY)
    holds, go_on = threading.Event(), threading.Event()

    def as_the_year_does():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM practice_intention FOR UPDATE")
            holds.set()
            assert go_on.wait(timeout=60)
            cursor.execute("SELECT 1 FROM practice_followup FOR UPDATE NOWAIT")
            return len(cursor.fetchall())

    with ThreadPoolExecutor(2) as pool:
        year = in_thread(pool, as_the_year_does)
        assert holds.wait(timeout=60)
        removing = in_thread(pool, lambda: delete_intention(intention=sentence, by=dana))
        while not somebody_waits(owner_connection) and not removing.done():
            pass
        go_on.set()
        assert year.result() == 2
        removing.result()
    assert not FollowUp.objects.exists()
    assert not Intention.objects.exists()
