"""Back button and second tab: what was typed is kept, or stands on the page that refuses it."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from bs4 import BeautifulSoup

from practice.models import FollowUp, Intention, SelfCheck
from practice.selectors.year.export import everything_of
from practice.self_check import LINES
from practice.services.year.intentions import MOST_SENTENCES, write_intention
from practice.services.year.self_checks import take_self_check
from tests.practice.year.decks import MONDAY

SENTENCES, SELF_CHECK = "/my/year/intentions/", "/my/year/self-check/"
ALL_FOUR = {line.key: 4 for line in LINES}


@pytest.fixture
def client(sign_in, learner):
    return sign_in(learner)


def field(response, name):
    return BeautifulSoup(response.content, "html.parser").select_one(f"[name={name}]")["value"]


def test_another_sentence_from_an_old_page_is_not_dropped(client):
    form = {"uuid": str(uuid.uuid4()), "when": "they sigh", "then": "wait"}
    client.post(SENTENCES, form)
    again = {**form, "when": "they shout"}
    refused = client.post(SENTENCES, again)
    assert refused.status_code == 409
    assert field(refused, "when") == "they shout"
    fresh = {**again, "uuid": field(refused, "uuid")}
    assert client.post(SENTENCES, fresh).status_code == 302
    assert sorted(row.when for row in Intention.objects.all()) == ["they shout", "they sigh"]


def test_every_sentence_that_is_kept_can_be_seen_and_deleted(client, learner):
    for number in range(MOST_SENTENCES):
        write_intention(
            uuid=uuid.uuid4(), when=f"it is {number}", then="wait", by=learner, at=MONDAY
        )
    text = client.get(SENTENCES).content.decode()
    for row in Intention.objects.all():
        assert str(row.uuid) in text
    form = {"uuid": str(uuid.uuid4()), "when": "one more", "then": "wait"}
    refused = client.post(SENTENCES, form)
    assert refused.status_code == 400
    assert field(refused, "when") == "one more"


def test_other_answers_from_an_old_page_are_not_dropped(client):
    form = {"uuid": str(uuid.uuid4()), **ALL_FOUR}
    client.post(SELF_CHECK, form)
    assert client.post(SELF_CHECK, form).status_code == 302  # pressed twice
    refused = client.post(SELF_CHECK, {**form, "kept": 2})
    assert refused.status_code == 409
    fresh = {**form, "kept": 2, "uuid": field(refused, "uuid")}
    assert client.post(SELF_CHECK, fresh).status_code == 302
    assert SelfCheck.objects.count() == 2


def test_a_note_from_a_second_tab_stands_on_the_page_that_refuses_it(client, learner):
    write_intention(uuid=uuid.uuid4(), when="they sigh", then="wait", by=learner, at=MONDAY)
    row = FollowUp.objects.get(day=7)
    place = f"/my/year/follow-ups/{row.uuid}/"
    client.post(place, {"answer": "used", "note": "It was quiet."})
    assert client.post(place, {"answer": "used", "note": "It was quiet."}).status_code == 302
    refused = client.post(place, {"answer": "used", "note": "A second thought."})
    assert refused.status_code == 409
    assert "A second thought." in refused.content.decode()
    row.refresh_from_db()
    assert row.note == "It was quiet."


def test_the_owner_reads_their_note_again(client, learner):
    write_intention(uuid=uuid.uuid4(), when="they sigh", then="wait", by=learner, at=MONDAY)
    place = f"/my/year/follow-ups/{FollowUp.objects.get(day=7).uuid}/"
    client.post(place, {"answer": "used", "note": "It was quiet."})
    assert place in client.get(SENTENCES).content.decode()
    assert "It was quiet." in client.get(place).content.decode()


def test_all_self_checks_are_taken_along(learner):
    for number in range(10):
        at = MONDAY + dt.timedelta(days=90 * number)
        take_self_check(uuid=uuid.uuid4(), answers=ALL_FOUR, by=learner, at=at)
    assert len(everything_of(learner)["self_checks"]) == 10
