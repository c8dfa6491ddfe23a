"""A key that is missing hides single replies; it blocks no list, no export and no peer."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse

from common.private_text import new_key
from enrollments.models import Enrollment
from practice.models import PeerAsk, Try
from tests.practice.listening.conftest import colleague, rated, send, signed_in, tried, url

GONE = "its key is missing"
MINE, EXPORT = reverse("practice:listening-mine"), reverse("practice:listening-export")
PEERS = reverse("practice:listening-peers")


@pytest.fixture
def lose_key(settings):
    settings.PRIVATE_TEXT_KEYS = [new_key()]

    def lose() -> None:
        settings.PRIVATE_TEXT_KEYS = [new_key()]

    return lose


def test_the_list_and_the_exports_hold_what_opens(client, enrollment, lose_key):
    closed = rated(client, enrollment)
    lose_key()
    readable = tried(client, enrollment, "felt")
    page = client.get(MINE).content.decode()
    assert page.count(GONE) == 1
    assert "The words were deleted" not in page
    in_a_file = json.loads(client.get(EXPORT).content)["tries"]
    by_api = client.get("/api/v1/my/listening-tries/").json()
    for told in (in_a_file, by_api):
        found = {one["uuid"]: one for one in told}
        assert found[str(closed.uuid)]["answer"] is None
        assert found[str(closed.uuid)]["cannot_be_opened"] is True
        assert found[str(readable.uuid)]["answer"] is not None
        assert found[str(readable.uuid)]["cannot_be_opened"] is False


def test_a_closed_try_is_shown_objected_to_and_deleted(client, enrollment, lose_key):
    closed = rated(client, enrollment)
    lose_key()
    page = client.get(url(enrollment, "given-back", closed))
    assert page.status_code == 200
    assert GONE in page.content.decode()
    assert "was deleted after 90 days" not in page.content.decode()
    sent = {"verdict": "wrong", "code": "x", "place": "0"}
    refused = client.post(url(enrollment, "given-back", closed, "object"), sent)
    assert refused.status_code == 400
    client.post(url(enrollment, "given-back", closed, "delete"))
    assert not Try.objects.exists()


def test_sent_again_over_a_closed_try_nothing_typed_is_lost(client, enrollment, lose_key):
    rated(client, enrollment)
    lose_key()
    again = send(client, enrollment, "given-back", text="So it came too late for you.")
    assert again.status_code == 409
    assert "So it came too late for you." in again.content.decode()


def shared_by(person, text):
    theirs = signed_in(person)
    study = Enrollment.objects.get(learner=person)
    own_try = rated(theirs, study, text=text)
    theirs.post(url(study, "given-back", own_try, "share"), {"go": "ask"})


def test_replies_without_their_key_hold_up_no_others(course, lose_key):
    for place in range(6):
        shared_by(colleague(course), f"Closed {place}.")
    lose_key()
    shared_by(colleague(course), "So the parcel came too late.")
    assert PeerAsk.objects.count() == 7
    page = signed_in(colleague(course)).get(PEERS).content.decode()
    assert "So the parcel came too late." in page
