"""What somebody marks of a colleague stands nowhere but on their own pages."""

from __future__ import annotations

import pytest

from tests.practice.live.conftest import at, begun, room, send, signed_in
from tests.practice.private.test_canary import tables_that_hold
from tests.security.crawler import crawl

CANARY = "damselfly-canary-4182"


@pytest.fixture
def kept(client, enrollment, caplog):
    caplog.set_level(0)
    session = begun(client, enrollment)
    send(client, enrollment, session, "keep", level_notice="2", words_notice=f"{CANARY} words")
    send(client, enrollment, session, "keep", words_notice=f"{CANARY} stale")
    send(client, enrollment, session, "keep", revision=1, words_notice=CANARY * 99)
    for number in (1, 2, 3):
        body = {"go": "on", "round": number, "revision": 1}
        client.post(at(enrollment, "round", session), {**body, f"words-{number}-notice": CANARY})
    client.post(at(enrollment, "debrief", session), {"text": f"{CANARY} note", "revision": 0})
    client.post(at(enrollment, "debrief", session), {"text": CANARY * 999, "revision": 1})
    return session


def test_no_table_holds_it(kept):
    assert tables_that_hold(CANARY) == []


def test_no_log_line_and_no_queue_holds_it(kept, capfd, caplog):
    said = capfd.readouterr()
    assert CANARY not in caplog.text + said.out + said.err


def test_its_own_pages_show_it(client, kept, enrollment):
    """Control: the words are there, and it is the seal that hides them."""
    text = client.get(at(enrollment, "debrief", kept)).content.decode()
    assert text.count(CANARY) >= 2


@pytest.mark.slow
def test_no_page_of_anybody_else_shows_it(kept, enrollment, omar, milo, vera, theo, ada, ines):
    for person in (omar, milo, vera, theo, ada, ines):
        client = signed_in(person)
        pages = crawl(client, most=80)
        assert [url for url, (_, body, _) in pages.items() if CANARY in body] == []
        assert client.get(room(enrollment)).status_code == 404


@pytest.mark.slow
def test_of_ones_own_pages_only_the_debrief_and_my_page_show_it(client, kept, enrollment):
    pages = crawl(client, most=120)
    shown = {url for url, (_, body, _) in pages.items() if CANARY in body}
    assert shown <= {at(enrollment, "debrief", kept), "/my/live/", "/my/live/export.json"}


def test_the_browser_keeps_no_copy(client, kept, enrollment):
    for url in (at(enrollment, "debrief", kept), "/my/live/", "/my/live/export.json"):
        assert "no-store" in client.get(url)["Cache-Control"]
