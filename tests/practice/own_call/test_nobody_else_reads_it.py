"""A call is its writer's alone: sealed in the tables, 404 for everybody else, few questions."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from common.private_text import UnreadablePrivateText, new_key
from practice.models import OwnCall, YearPlan
from practice.selectors.own_call.mine import opened
from practice.services.own_call.refusals import IsChecked, Sealed
from practice.services.own_call.write import Typed, write_call
from tests.practice.own_call.conftest import at
from tests.practice.own_call.made import (
    MONDAY,
    WORDS,
    begun,
    course_with_calls,
    played,
    ready,
    written,
)
from tests.practice.private.test_canary import tables_that_hold
from tests.practice.year.decks import joined
from tests.security.crawler import crawl
from tests.support.factories import EnrollmentFactory
from tests.support.house_client import HouseClient

CANARY = "heliotrope-canary"
PLACES = ("", "-hear", "-play", "-after", "-script", "-delete", "-check")
CALLS = "/my/calls/"


@pytest.fixture
def told(browser, enrollment, caplog):
    """Dana's call with a canary in each field; refusals on the way spell it, too."""
    caplog.set_level(0)
    typed = {name: CANARY for name in WORDS if name not in {"channel", "felt"}}
    typed |= {"mine": f"{CANARY} a", "wish": f"{CANARY} b", "missed": f"{CANARY} c"}
    call = begun(enrollment)
    place = at("-write", call, "moment")
    form = {**WORDS, **typed, "revision": 1, "page": "p", "go": "next"}
    browser.post(place, {**form, "said": f"{CANARY} 0171 2345678"})
    browser.post(place, {**form, "said": f"{CANARY} 0171 2345678"}, headers={"HX-Request": "true"})
    browser.post(place, {**form, "cue": "stale", "revision": 99})
    OwnCall.objects.all().delete()
    call = played(enrollment, **typed)
    browser.post(at("-after", call), {"revision": call.revision, "then": CANARY})
    return caplog


def test_no_table_holds_a_word_of_it(told):
    assert tables_that_hold(CANARY) == []
    assert OwnCall.objects.count() == 1


def test_control_the_search_sees_a_word_in_clear(told):
    OwnCall.objects.update(saved_by=CANARY)
    assert tables_that_hold(CANARY) == ["practice_owncall"]


def test_no_log_line_holds_it(told, capfd):
    assert CANARY not in told.text
    said = capfd.readouterr()
    assert CANARY not in said.out + said.err


@pytest.mark.slow
def test_no_page_of_anybody_else_shows_it(told, omar, milo, vera, theo, ada):
    call = OwnCall.objects.get()
    for person in (omar, milo, vera, theo, ada):
        client = HouseClient()
        client.force_login(person)
        pages = crawl(client, most=60)
        assert [url for url, (_, body, _) in pages.items() if CANARY in body] == []
        assert client.get(at("", call)).status_code == 404


def test_foreign_absent_and_malformed_calls_are_the_same_nothing(somebody_else, enrollment):
    call = played(enrollment)
    gone = OwnCall(uuid="11111111-1111-4111-8111-111111111111")
    for row in (call, gone):
        for name in PLACES:
            assert somebody_else.get(at(name, row)).status_code == 404, name
        for name in ("-hear", "-play", "-after", "-delete", "-check", "-change"):
            assert somebody_else.post(at(name, row), {"choice": "wish"}).status_code == 404, name
        assert somebody_else.post(at("-write", row, "moment"), {}).status_code == 404
    assert somebody_else.get(f"{CALLS}no-uuid/").status_code == 404
    assert OwnCall.objects.filter(pk=call.pk).exists()


def test_the_browser_keeps_no_copy(browser, enrollment):
    call = played(enrollment)
    for url in (CALLS, at("-after", call), at("-script", call), f"{CALLS}export.json",
                f"{CALLS}export.txt"):  # fmt: skip
        assert "no-store" in browser.get(url)["Cache-Control"], url


def test_a_sealed_text_opens_in_its_own_row_and_field_only(enrollment, course, omar):
    mine = played(enrollment)
    theirs = begun(EnrollmentFactory(learner=omar, course=course))
    theirs.words = mine.words
    with pytest.raises(UnreadablePrivateText):
        theirs.opened("words")
    mine.next_time = mine.ratings
    with pytest.raises(UnreadablePrivateText):
        mine.opened("next_time")


def test_what_does_not_open_is_named_in_the_text_to_take_along(browser, enrollment, settings):
    played(enrollment)
    settings.PRIVATE_TEXT_KEYS = [new_key()]
    told = browser.get(f"{CALLS}export.txt").content.decode()
    assert told == "2026-03\n\nCannot be opened at the moment\n"


def test_without_the_key_it_says_so_and_can_be_deleted(browser, enrollment, settings):
    settings.PRIVATE_TEXT_KEYS = [new_key()]
    call = played(enrollment)
    draft = begun(enrollment)
    settings.PRIVATE_TEXT_KEYS = [new_key()]
    assert not opened(call).is_readable
    assert "its key is missing" in browser.get(at("", call)).content.decode()
    for name in ("-hear", "-play", "-after", "-script", "-check"):
        assert browser.get(at(name, call)).url == at("", call)
    with pytest.raises(Sealed):
        write_call(
            call=draft, typed=Typed(texts={"cue": "x"}, seen=1), by=enrollment.learner, at=MONDAY
        )
    assert browser.get(CALLS).status_code == 200
    assert browser.get(f"{CALLS}export.txt").status_code == 200
    for row in (call, draft):
        assert browser.get(at("-delete", row)).status_code == 200
        browser.post(at("-delete", row))
    assert not OwnCall.objects.exists()


def test_control_without_the_revision_the_first_tab_is_lost(enrollment):
    call = written(enrollment)
    OwnCall.objects.filter(pk=call.pk).update(words=call.sealed("words", {"cue": "second tab"}))
    call.refresh_from_db()
    assert opened(call).words == {"cue": "second tab"}


def test_the_service_writes_into_drafts_only(enrollment):
    call = ready(enrollment)
    with pytest.raises(IsChecked):
        write_call(
            call=call, typed=Typed(texts={"cue": "x"}, seen=call.revision),
            by=enrollment.learner, at=MONDAY,
        )  # fmt: skip


def test_pages_ask_the_database_little(browser, enrollment, django_assert_max_num_queries):
    call = played(enrollment)
    fresh = written(enrollment)
    urls = [CALLS, *(at(name, call) for name in PLACES if name not in {"", "-check"})]
    urls += [at("-check", fresh), at("-write", fresh, "moment")]
    urls.append(reverse("enrollments:lesson", args=[enrollment.uuid, "m9-own-call"]))
    for url in urls:
        browser.get(url)  # what never changes is kept from here on
        with django_assert_max_num_queries(8):
            assert browser.get(url).status_code == 200, url


def test_once_a_month_it_is_offered_and_never_as_a_pile(browser, dana, enrollment):
    joined(dana)
    YearPlan.objects.update(weekdays_off=[])
    offer = "Once a month, if you like"
    assert offer in browser.get("/my/year/").content.decode()
    played(enrollment, MONDAY)  # months ago, and nothing is counted since
    page = browser.get("/my/year/").content.decode()
    assert page.count(offer) == 1
    call = begun(enrollment, dt.datetime.now(dt.UTC))
    assert offer not in browser.get("/my/year/").content.decode()
    OwnCall.objects.filter(pk=call.pk).update(state="ready")
    assert offer not in browser.get("/my/year/").content.decode()
    assert "Write a call of my own" in browser.get(CALLS).content.decode()


def test_without_such_a_lesson_nothing_is_offered(browser, dana):
    assert "A course of yours that has the lesson" in browser.get(CALLS).content.decode()
    EnrollmentFactory(learner=dana, course=course_with_calls())
    assert "Write a call of my own" in browser.get(CALLS).content.decode()
