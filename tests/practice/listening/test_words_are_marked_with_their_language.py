"""A course in another language than the page: its words say which, and run in their direction."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from practice.models import PeerAsk
from tests.practice.listening.conftest import colleague, rated, send, signed_in, tried, url

FORMS = [
    ("marked", ".lsn-passage"), ("block", ".lsn-passage"), ("rated", ".lsn-quote"),
    ("inbox", ".lsn-quote"), ("sorted", ".lsn-quote"), ("body", ".lsn-chapters"),
    ("named", "label:has([name=cue]) span"), ("given-back", "blockquote"),
    ("floor", ".lsn-chunks p span"),
]  # fmt: skip
TOLD = [
    ("marked", ".lsn-why"), ("rated", ".lsn-why"), ("inbox", ".lsn-why"), ("named", ".lsn-why"),
    ("floor", ".lsn-chunks > p:first-child"), ("body", ".lsn-reset p"),
]  # fmt: skip


@pytest.fixture
def arabic(client, dana):
    """Dana reads the site in Arabic; the course is in English."""
    type(dana).objects.filter(pk=dana.pk).update(language="ar")
    return client


def shown(client, address):
    page = BeautifulSoup(client.get(address).content, "html.parser")
    assert page.html["dir"] == "rtl"
    return page


def are_english(found):
    assert found
    for one in found:
        assert (one.get("lang"), one.get("dir")) == ("en", "ltr"), one


@pytest.mark.parametrize(("key", "where"), FORMS)
def test_the_words_of_an_exercise(arabic, enrollment, key, where):
    are_english(shown(arabic, url(enrollment, key)).select(where))


@pytest.mark.parametrize(("key", "where"), TOLD)
def test_what_is_said_after_a_try(arabic, enrollment, key, where):
    address = send(arabic, enrollment, key).headers["Location"]
    are_english(shown(arabic, address).select(where))


def test_key_points_and_the_reply_to_be_marked(arabic, enrollment):
    own_try = rated(arabic, enrollment)
    page = shown(arabic, url(enrollment, "given-back", own_try))
    are_english(page.select(".lsn-points > li > p"))
    are_english(page.select(".lsn-passage"))


def test_what_a_peer_reads(arabic, enrollment, course):
    own_try = rated(arabic, enrollment)
    arabic.post(url(enrollment, "given-back", own_try, "share"), {"go": "ask"})
    assert PeerAsk.objects.exists()
    peer = colleague(course)
    type(peer).objects.filter(pk=peer.pk).update(language="ar")
    page = shown(signed_in(peer), reverse("practice:listening-peers"))
    are_english(page.select("blockquote, .lsn-own"))


def test_control_in_the_courses_own_language_nothing_is_marked(client, enrollment):
    tried(client, enrollment, "marked")
    page = BeautifulSoup(client.get(url(enrollment, "marked")).content, "html.parser")
    assert page.select_one(".lsn-passage").get("lang") is None
