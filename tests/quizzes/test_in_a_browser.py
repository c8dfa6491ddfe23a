"""The quiz in a real browser: saved on every change, kept when the line or the session breaks."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from quizzes.models import Attempt, Response
from quizzes.selectors.paper import load_paper
from quizzes.services.submit_attempt import submit_attempt
from tests.journeys.visitor import Visitor, browser
from tests.quizzes.conftest import (
    answer_all,
    answer_one,
    begin,
    enrolled,
    published_quiz,
    url,
    wrong_answer,
)
from tests.support.factories import SPRING

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def quiz(transactional_db):
    return published_quiz()


@pytest.fixture
def enrollment(dana, quiz):
    return enrolled(dana, quiz)


@pytest.fixture
def attempt(enrollment, quiz):
    """An attempt that asks one question of each of the first types."""
    return begin(enrollment, quiz)


@pytest.fixture
def cookie(dana):
    client = Client()
    client.force_login(dana)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def enter(running, live_server, cookie, **options) -> Visitor:
    visitor = Visitor(running, live_server.url, **options)
    sign_in(visitor, cookie)
    return visitor


def sign_in(visitor, cookie):
    visitor.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": visitor.base}]
    )


def places(attempt):
    return {slot["type"]: n for n, slot in enumerate(attempt.layout["questions"], start=1)}


def said(page):
    return page.locator("[data-lms-saved]")


def kept_on(page):
    """Return which questions the browser keeps an answer of."""
    keys = page.evaluate("Object.keys(sessionStorage)")
    return [key for key in keys if key.startswith("lms-quiz:")]


def test_pictures_of_every_page(attempt, enrollment, quiz, live_server, cookie):
    at = {kind: url("question", attempt, place) for kind, place in places(attempt).items()}
    slots = {slot.question.type: slot for slot in load_paper(attempt).slots}
    for place, slot in enumerate(load_paper(attempt).slots, start=1):
        if slot.question.type not in {"single"}:
            answer_one(attempt, place, wrong_answer(slot), flag=slot.question.type == "choose")
    shots = [(f"quiz-{kind}", address) for kind, address in at.items()]
    shots += [("quiz-overview", url("submit", attempt))]
    lesson = url("question", attempt, 1).split("attempts/")[0]
    faults = []
    with browser() as running:
        visitor = enter(running, live_server, cookie)
        for name, address in shots:
            faults += visitor.look(name, address)
        visitor.leave()
    assert slots
    submit_attempt(attempt=attempt, by=enrollment.learner, at=SPRING, accept_unanswered=True)
    again = begin(enrollment, quiz, 5)
    answer_all(again, wrong=(again.question_keys()[0],))
    submit_attempt(attempt=again, by=enrollment.learner, at=SPRING)
    with browser() as running:
        visitor = enter(running, live_server, cookie)
        faults += visitor.look("quiz-passed", url("result", again))
        faults += visitor.look("quiz-intro", lesson)
        visitor.leave()
    assert faults == []


def test_pictures_of_a_failed_result(attempt, enrollment, live_server, cookie):
    keys = attempt.question_keys()
    answer_all(attempt, wrong=tuple(keys[::2]))
    submit_attempt(attempt=attempt, by=enrollment.learner, at=SPRING)
    with browser() as running:
        visitor = enter(running, live_server, cookie)
        faults = visitor.look("quiz-failed", url("result", attempt))
        visitor.leave()
    assert faults == []


def test_every_change_is_saved_and_the_map_follows(attempt, live_server, cookie):
    place = places(attempt)["single"]
    with browser() as running:
        visitor = enter(running, live_server, cookie)
        page = visitor.page
        visitor.go(url("question", attempt, place))
        here = page.locator(f"#question-map li:nth-child({place}) a")
        assert "answered" not in (here.get_attribute("class") or "")
        page.locator(".choice").nth(0).click()
        expect(said(page)).to_have_text(_saved())
        expect(here).to_have_class(_answered())
        page.keyboard.press("ArrowDown")  # the radio group by keyboard
        expect(page.locator(".choice input").nth(1)).to_be_checked()
        expect(said(page)).to_have_text(_saved())
        page.get_by_text("Flag for later").click()
        expect(page.locator("#question-map .flagged")).to_have_count(1)
        visitor.leave()
    steps = list(Response.objects.order_by("client_seq").values_list("client_seq", "is_flagged"))
    assert steps == [(1, False), (2, False), (3, True)]


def _saved():
    return re.compile(r"^Saved \d\d:\d\d:\d\d$")


def _answered():
    return re.compile(r"\banswered\b")


def test_items_move_by_keyboard_and_are_saved(attempt, live_server, cookie):
    place = places(attempt)["ordering"]
    with browser() as running:
        visitor = enter(running, live_server, cookie)
        page = visitor.page
        visitor.go(url("question", attempt, place))
        before = page.locator("input[name=order]").evaluate_all("all => all.map(x => x.value)")
        page.locator("[data-lms-move=down]").first.focus()
        page.keyboard.press("Enter")
        expect(said(page)).to_have_text(_saved())
        expect(page.locator("[data-lms-order-said]")).to_have_text("Now at place 2 of 3")
        assert page.evaluate("document.activeElement.dataset.lmsMove") == "down"
        visitor.leave()
    assert Response.objects.get().answer == {"order": [before[1], before[0], before[2]]}


def test_a_broken_line_loses_nothing(attempt, live_server, cookie):
    place = places(attempt)["single"]
    address = url("question", attempt, place)
    with browser() as running:
        visitor = enter(running, live_server, cookie)
        page = visitor.page
        visitor.go(address)
        visitor.context.set_offline(True)
        page.locator(".choice").nth(2).click()
        expect(said(page)).to_contain_text("no connection")
        visitor.context.set_offline(False)
        expect(said(page)).to_have_text(_saved())
        visitor.context.set_offline(True)
        page.locator(".choice").nth(0).click()
        expect(said(page)).to_contain_text("no connection")
        visitor.context.set_offline(False)
        visitor.go(address)  # the page was closed and opened again before the retry
        expect(page.locator(".choice input").nth(0)).to_be_checked()
        expect(said(page)).to_have_text(_saved())
        visitor.context.close()  # the console told of the broken line
    slot = load_paper(attempt).slots[place - 1]
    assert slot.answer == {"choice": slot.shown["choices"][0]["id"]}


def test_a_page_rendered_while_an_answer_was_on_its_way_shows_it(attempt, live_server, cookie):
    place = places(attempt)["single"]
    address = url("question", attempt, place)
    with browser() as running:
        visitor = enter(running, live_server, cookie)
        page = visitor.page
        visitor.go(address)
        before = visitor.context.request.get(visitor.base + address).body()
        page.locator(".choice").nth(0).click()
        expect(said(page)).to_have_text(_saved())
        expect(page.locator(f"#question-map li:nth-child({place}) a")).to_have_class(_answered())
        page.route(visitor.base + address, lambda route: route.fulfill(
            body=before, content_type="text/html"), times=1)  # fmt: skip
        visitor.go(address)
        expect(page.locator(".choice input").nth(0)).to_be_checked()
        expect(said(page)).to_have_text(_saved())
        visitor.go(address)  # now the server shows it, so nothing is kept any more
        expect(page.locator(".choice input").nth(0)).to_be_checked()
        assert kept_on(page) == []
        visitor.leave()
    assert Response.objects.count() == 1


def test_a_lost_session_loses_nothing(attempt, live_server, cookie):
    place = places(attempt)["single"]
    with browser() as running:
        visitor = enter(running, live_server, cookie)
        page = visitor.page
        visitor.go(url("question", attempt, place))
        sign_in(visitor, "expired")
        page.locator(".choice").nth(1).click()
        expect(said(page)).to_contain_text("you are signed out")
        expect(page.locator(".choice input").nth(1)).to_be_checked()
        sign_in(visitor, cookie)  # signed in again in another tab, which gives a new token
        token = {"name": "csrftoken", "value": "t" * 32, "url": visitor.base}
        visitor.context.add_cookies([token])
        expect(said(page)).to_have_text(_saved())
        visitor.context.close()
    assert Response.objects.count() == 1


def test_leaving_never_submits_and_no_javascript_is_fine(attempt, live_server, cookie):
    with browser() as running:
        visitor = enter(running, live_server, cookie, javascript=False)
        page = visitor.page
        visitor.go(url("question", attempt, places(attempt)["single"]))
        page.locator(".choice").nth(0).click()
        visitor.click("button", "Next")
        assert page.url.endswith(f"/{places(attempt)['single'] + 1}/")
        visitor.click("link", "Leave, answers stay saved")
        assert "Continue the quiz" in visitor.text
        visitor.leave()
    assert Attempt.objects.get().state == "in_progress"
    assert Response.objects.count() == 1
