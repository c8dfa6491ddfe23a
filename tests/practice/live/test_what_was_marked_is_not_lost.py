"""A card that comes late, from an older page, beside a switch of the clock or without its key."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from common.private_text import new_key
from practice.live.card import marks_of
from practice.models import LiveCard
from tests.practice.live.conftest import at, begun, send


def marked(session, number=1):
    return marks_of(LiveCard.objects.get(round__session=session, round__ordinal=number).opened())


def soup_of(answer):
    return BeautifulSoup(answer.content, "html.parser")


@pytest.mark.parametrize(("wish", "timer"), [("clock-off", "off"), ("clock-on", "on")])
def test_switching_the_clock_keeps_the_card(client, enrollment, wish, timer):
    session = begun(client, enrollment)
    answer = send(client, enrollment, session, wish, level_notice="3", words_notice="“mine”")
    assert answer.headers["Location"].endswith(f"/{session.uuid}/?timer={timer}")
    assert marked(session)["notice"].level == 3
    page = soup_of(client.get(answer.headers["Location"]))
    assert page.select_one("[name='level-1-notice'][checked]")["value"] == "3"
    assert bool(page.select("[data-live-timer]")) == (timer == "on")


def test_switching_the_clock_beside_an_untouched_card_keeps_none(client, enrollment):
    session = begun(client, enrollment)
    assert send(client, enrollment, session, "clock-off").status_code == 302
    assert not LiveCard.objects.exists()


def test_a_card_that_cannot_be_kept_stays_typed_where_the_clock_is_switched(client, enrollment):
    session = begun(client, enrollment)
    answer = send(client, enrollment, session, "clock-off", words_notice="x" * 501)
    page = soup_of(answer)
    assert answer.status_code == 400
    assert page.select_one("[name='words-1-notice']").text.strip() == "x" * 501
    assert page.select_one("input[name=timer]")["value"] == "off"


def test_without_a_card_the_clock_is_switched_all_the_same(client, enrollment):
    session = begun(client, enrollment, "speaker")
    assert send(client, enrollment, session, "clock-off").url.endswith("?timer=off")


@pytest.mark.parametrize("wish", ["keep", "on", "stop", "clock-off"])
def test_a_card_that_comes_after_the_session_ended_is_kept(client, enrollment, wish):
    """Another tab went on to the talk: what was marked in this one is there, too."""
    session = begun(client, enrollment)
    send(client, enrollment, session, "stop")
    answer = send(client, enrollment, session, wish, words_notice="“late”")
    assert answer.url == at(enrollment, "debrief", session)
    assert marked(session)["notice"].words == "“late”"


def test_an_empty_page_that_comes_late_leads_to_the_talk(client, enrollment):
    session = begun(client, enrollment)
    send(client, enrollment, session, "stop")
    for wish in ("keep", "on", "stop"):
        answer = send(client, enrollment, session, wish)
        assert answer.url == at(enrollment, "debrief", session)
    assert not LiveCard.objects.exists()


@pytest.mark.parametrize("end", ["on", "stop"])
def test_a_card_of_an_earlier_round_is_refused_with_its_own_page(client, enrollment, end):
    """Both tabs marked round 1, and the other one went on: these words stand in this round's."""
    session = begun(client, enrollment)
    send(client, enrollment, session, end, words_notice="“from the other tab”")
    answer = send(client, enrollment, session, "keep", words_notice="“from this tab”")
    page = soup_of(answer)
    assert answer.status_code == 409
    assert page.select_one("[name='words-1-notice']").text.strip() == "“from this tab”"
    assert "“from the other tab”" in page.select_one("[role=alert]").text
    again = {name["name"]: name.get("value", "") for name in page.select("input[type=hidden]")}
    assert (again["round"], again["revision"]) == ("1", "1")
    send(client, enrollment, session, "keep", revision=1, words_notice="“from this tab”")
    assert marked(session)["notice"].words == "“from this tab”"


@pytest.mark.parametrize("wish", ["on", "stop", "clock-off", "keep"])
def test_a_card_without_its_key_is_not_replaced_by_an_empty_one(client, enrollment, settings, wish):
    keys = settings.PRIVATE_TEXT_KEYS
    session = begun(client, enrollment)
    send(client, enrollment, session, "keep", level_notice="3", words_notice="“mine”")
    settings.PRIVATE_TEXT_KEYS = [new_key()]
    answer = send(client, enrollment, session, wish, revision=1)
    assert answer.status_code == (400 if wish == "keep" else 302)
    settings.PRIVATE_TEXT_KEYS = keys
    assert marked(session)["notice"].words == "“mine”"


def test_something_marked_replaces_a_card_without_its_key_as_the_page_says(
    client, enrollment, settings
):
    session = begun(client, enrollment)
    send(client, enrollment, session, "keep", level_notice="3")
    settings.PRIVATE_TEXT_KEYS = [new_key()]
    send(client, enrollment, session, "on", revision=1, level_notice="1")
    assert marked(session)["notice"].level == 1
