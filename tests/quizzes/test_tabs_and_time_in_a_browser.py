"""Two tabs, a lost session, a clock: in a real browser nothing is lost and nothing is silent."""

# ruff: noqa: F811 - fixtures of the neighbor are named as arguments
from __future__ import annotations

import datetime as dt
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from playwright.sync_api import expect

from common.clock import now
from quizzes.models import Attempt, Response
from quizzes.selectors.paper import load_paper
from quizzes.services.grant_override import grant_minutes
from tests.journeys.visitor import browser
from tests.quizzes.conftest import answer_one, begin, enrolled, published_quiz, url
from tests.quizzes.test_in_a_browser import (  # noqa: F401 - fixtures
    _saved,
    attempt,
    cookie,
    enrollment,
    enter,
    kept_on,
    places,
    quiz,
    said,
)

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def aside(act):
    """Ask the database from a thread of its own: the browser's loop runs in this one."""

    def run():
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result()


def two_answers(attempt, visitor, place):
    """Answer the same question in two tabs; return the second, where both answers stand."""
    address = url("question", attempt, place)
    first, second = visitor.page, visitor.context.new_page()
    visitor.go(address)
    second.goto(visitor.base + address)
    first.locator(".choice").nth(0).click()
    expect(said(first)).to_have_text(_saved())
    second.locator(".choice").nth(1).click()
    expect(second.get_by_text("There are two answers to this question.")).to_be_visible()
    return second


def marks(page, side):
    return page.locator(f"form[data-lms-keep={side}] .choice input")


@pytest.mark.parametrize(("button", "kept"), [("Keep the saved one", 0), ("Keep this one", 1)])
def test_two_tabs_show_both_answers_and_one_click_chooses(
    attempt, live_server, cookie, button, kept
):
    place = places(attempt)["single"]
    with browser() as running:
        visitor = enter(running, live_server, cookie)
        page = two_answers(attempt, visitor, place)
        expect(marks(page, "saved").nth(0)).to_be_checked()
        expect(marks(page, "sent").nth(1)).to_be_checked()
        assert aside(Response.objects.count) == 1  # nothing was overwritten
        page.get_by_role("button", name=button).click()
        expect(page.get_by_text("There are two answers")).to_have_count(0)
        expect(page.locator(".choice input").nth(kept)).to_be_checked()
        visitor.context.close()
    slot = load_paper(attempt).slots[place - 1]
    assert slot.answer == {"choice": slot.shown["choices"][kept]["id"]}
    assert Response.objects.count() == 1 + kept


def test_both_answers_without_javascript(attempt, live_server, cookie):
    place = places(attempt)["single"]
    ids = [row["id"] for row in load_paper(attempt).slots[place - 1].shown["choices"]]
    with browser() as running:
        visitor = enter(running, live_server, cookie, javascript=False)
        visitor.go(url("question", attempt, place))
        aside(
            lambda: answer_one(attempt, place, {"choice": ids[0]}, seq=4)
        )  # another device was faster
        visitor.page.locator(".choice").nth(2).click()
        visitor.click("button", "Next")
        assert "There are two answers to this question." in visitor.text
        expect(marks(visitor.page, "saved").nth(0)).to_be_checked()
        expect(marks(visitor.page, "sent").nth(2)).to_be_checked()
        visitor.click("button", "Keep this one")
        expect(visitor.page.locator(".choice input").nth(2)).to_be_checked()
        visitor.leave()
    assert load_paper(attempt).slots[place - 1].answer == {"choice": ids[2]}


def test_an_answer_without_a_receipt_is_named_before_submitting(attempt, live_server, cookie):
    place = places(attempt)["single"]
    with browser() as running:
        visitor = enter(running, live_server, cookie)
        page = visitor.page
        visitor.go(url("question", attempt, place))
        page.route("**/save/", lambda route: route.abort())
        page.locator(".choice").nth(1).click()
        expect(said(page)).to_contain_text("Not saved yet")
        visitor.go(url("submit", attempt))
        notice = page.locator("[data-lms-kept]")
        expect(notice).to_contain_text("not saved yet")
        page.unroute("**/save/")
        notice.get_by_role("link", name=f"Question {place}").click()
        expect(said(page)).to_have_text(_saved())
        visitor.go(url("submit", attempt))
        expect(page.locator("[data-lms-kept]")).to_be_hidden()
        visitor.context.close()
    assert Response.objects.count() == 1


def test_after_signing_in_again_the_same_question_shows_what_was_marked(
    attempt, live_server, cookie, dana
):
    """The session is gone in mid-quiz, the page is closed, the same person signs in again."""
    place = places(attempt)["single"]
    address = url("question", attempt, place)
    with browser() as running:
        visitor = enter(running, live_server, cookie)
        page = visitor.page
        visitor.go(address)
        aside(Session.objects.all().delete)
        page.locator(".choice").nth(1).click()
        expect(said(page)).to_contain_text("you are signed out")
        visitor.go(address)
        assert "/accounts/login/" in page.url
        page.locator("input[name=login]").fill(dana.email)
        page.locator("input[name=password]").fill("a-long-enough-password")
        page.locator("main button[type=submit]").first.click()
        page.wait_for_url(f"**{address}")
        expect(page.locator(".choice input").nth(1)).to_be_checked()
        expect(said(page)).to_have_text(_saved())
        visitor.context.close()
    slot = load_paper(attempt).slots[place - 1]
    assert slot.answer == {"choice": slot.shown["choices"][1]["id"]}


def test_signing_out_leaves_nothing_in_the_browser(attempt, live_server, cookie):
    with browser() as running:
        visitor = enter(running, live_server, cookie)
        page = visitor.page
        visitor.go(url("question", attempt, places(attempt)["single"]))
        page.locator(".choice").nth(1).click()
        expect(said(page)).to_have_text(_saved())
        assert len(kept_on(page)) == 1
        visitor.go("/accounts/logout/")
        page.locator("main").get_by_role("button", name="Sign out").click()
        page.wait_for_url("**/accounts/login/**")
        assert kept_on(page) == []
        visitor.context.close()


@pytest.fixture
def timed(dana, transactional_db):
    with transaction.atomic():
        quiz = published_quiz(time_limit=20)
        return begin(enrolled(dana, quiz), quiz, at=now() - dt.timedelta(minutes=15, seconds=5))


def test_the_clock_is_calm_and_can_be_folded_away(timed, live_server, cookie):
    with browser() as running:
        visitor = enter(running, live_server, cookie)
        page = visitor.page
        visitor.go(url("question", timed, 1))
        expect(page.locator("[data-lms-left]")).to_have_text(re.compile(r"^4:\d\d left$"))
        expect(page.locator("[data-lms-clock-said]")).to_have_text("Five minutes are left.")
        page.locator("[data-lms-clock] summary").click()
        expect(page.locator("[data-lms-left]")).to_be_hidden()
        visitor.leave()
    with browser() as running:
        visitor = enter(running, live_server, cookie, javascript=False)
        visitor.go(url("question", timed, 1))
        assert "Open until" in visitor.text
        visitor.leave()


def test_the_page_learns_of_more_time_and_of_the_end(timed, live_server, cookie, omar):
    with browser() as running:
        visitor = enter(running, live_server, cookie)
        page = visitor.page
        visitor.go(url("question", timed, 1))
        expect(page.locator("[data-lms-left]")).to_contain_text("4:")
        aside(lambda: grant_minutes(
            enrollment=timed.enrollment, quiz=timed.quiz, minutes=30, reason="An outage.",
            by=omar, at=now(),
        ))  # fmt: skip
        page.locator(".choice").nth(0).click()
        expect(page.locator("[data-lms-left]")).to_have_text("35 minutes left")
        page.evaluate("performance.now = () => 3600 * 1000")  # an hour goes by
        expect(page.locator("[data-lms-left]")).to_have_text(
            "The time is over. What you saved counts."
        )
        visitor.leave()
    assert Attempt.objects.get().state == "in_progress"  # a page never ends an attempt


def test_pictures_of_the_clock(timed, live_server, cookie):
    faults = []
    with browser() as running:
        visitor = enter(running, live_server, cookie)
        faults += visitor.look("quiz-clock", url("question", timed, 2))
        faults += visitor.look("quiz-clock-overview", url("submit", timed))
        visitor.leave()
    assert faults == []


def test_pictures_of_both_answers(attempt, live_server, cookie):
    faults = []
    with browser() as running:
        visitor = enter(running, live_server, cookie)
        visitor.page = two_answers(attempt, visitor, places(attempt)["single"])
        faults += visitor.look("quiz-both-answers")
        visitor.context.close()
    assert faults == []


def test_pictures_of_exceptions(timed, live_server, sign_in, omar):
    from django.conf import settings

    mine = sign_in(omar).cookies[settings.SESSION_COOKIE_NAME].value
    person, enrollment = timed.enrollment.learner, timed.enrollment
    faults = []
    with browser() as running:
        visitor = enter(running, live_server, mine)
        faults += visitor.look("exceptions-person", f"/people/{person.uuid}/quizzes/")
        faults += visitor.look(
            "exceptions-give", f"/people/{person.uuid}/quizzes/{enrollment.uuid}/m1-quiz/"
        )
        faults += visitor.look("exceptions-extra-time", f"/people/{person.uuid}/extra-time/")
        visitor.leave()
    assert faults == []
