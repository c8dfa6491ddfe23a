"""Mark, rate, short and feeling in a real browser: keyboard, autosave, without JavaScript."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from playwright.sync_api import expect

from quizzes.models import Response
from quizzes.selectors.paper import load_paper
from quizzes.services.submit_attempt import submit_attempt
from tests.journeys.visitor import browser
from tests.quizzes.conftest import (
    answer_all,
    answer_one,
    begin,
    enrolled,
    place_of,
    published_quiz,
    url,
)
from tests.quizzes.scenes import SCENES
from tests.quizzes.test_in_a_browser import enter, said
from tests.support.factories import SPRING

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
SAVED = re.compile(r"^Saved \d\d:\d\d:\d\d$")


@pytest.fixture
def attempt(dana, transactional_db):
    with transaction.atomic():
        quiz = published_quiz(SCENES, attempts=2)
    return begin(enrolled(dana, quiz), quiz)


@pytest.fixture
def cookie(dana):
    client = Client()
    client.force_login(dana)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def at(attempt, key):
    return url("question", attempt, place_of(attempt, key))


def stored(attempt, key):
    return load_paper(attempt).slots[place_of(attempt, key) - 1].answer


def test_pictures_of_every_page(attempt, live_server, cookie):
    keys = {slot.question.key: slot for slot in load_paper(attempt).slots}
    harbor = keys["harbor"].question.answer_key
    answer_one(attempt, place_of(attempt, "harbor"),
               {"phrases": [harbor["correct"][0], harbor["others"][0]]})  # fmt: skip
    replies = keys["sofa-replies"].question.answer_key["expert"]
    rated = {reply: step if step == 5 else step + 1 for reply, step in replies.items()}
    answer_one(attempt, place_of(attempt, "sofa-replies"), {"ratings": rated})
    answer_one(attempt, place_of(attempt, "own-words"), {"text": "That is a long wait.\nI look."})
    answer_one(attempt, place_of(attempt, "shouting"),
               {"choice": keys["shouting"].shown["choices"][0]["id"], "sure": "sure"})  # fmt: skip
    faults = []
    with browser() as running:
        visitor = enter(running, live_server, cookie)
        for key in keys:
            faults += visitor.look(f"type-{key}", at(attempt, key))
        faults += visitor.look("type-overview", url("submit", attempt))
        visitor.go(at(attempt, "harbor").split("attempts/")[0])
        faults += visitor.look("type-intro")
        visitor.leave()
    feeling = keys["third-call"].question.answer_key["correct"][0]
    answer_one(attempt, place_of(attempt, "third-call"), {"choice": feeling, "sure": "guess"})
    submit_attempt(attempt=attempt, by=attempt.enrollment.learner, at=SPRING)
    again = begin(attempt.enrollment, attempt.quiz, 5)
    answer_all(again)
    for name in ("before-the-key", "with-key"):
        with browser() as running:
            visitor = enter(running, live_server, cookie)
            faults += visitor.look(f"type-result-{name}", url("result", attempt))
            visitor.leave()
        if name == "before-the-key":
            submit_attempt(attempt=again, by=attempt.enrollment.learner, at=SPRING)
    assert faults == []


def test_phrases_are_marked_by_keyboard_and_click(attempt, live_server, cookie):
    with browser() as running:
        visitor = enter(running, live_server, cookie)
        page = visitor.page
        visitor.go(at(attempt, "harbor"))
        boxes = page.get_by_role("checkbox", name=re.compile("boats|eightieth|courtyard|number"))
        expect(boxes).to_have_count(4)
        boxes.first.focus()
        page.keyboard.press("Space")
        expect(said(page)).to_have_text(SAVED)
        page.get_by_text("She talked about those boats all summer").click()
        expect(boxes.nth(2)).to_be_checked()
        expect(page.locator("#question-map [aria-current].answered")).to_have_count(1)
        visitor.leave()
    key = load_paper(attempt).slots[0].question.answer_key
    assert stored(attempt, "harbor") == {"phrases": sorted(key["correct"])}


def test_replies_are_rated_by_the_arrow_keys(attempt, live_server, cookie):
    with browser() as running:
        visitor = enter(running, live_server, cookie)
        page = visitor.page
        visitor.go(at(attempt, "sofa-replies"))
        for group in page.locator("fieldset.rating").all():
            group.get_by_role("radio").nth(2).focus()
            page.keyboard.press("Space")
            page.keyboard.press("ArrowRight")
            expect(group.get_by_role("radio", name="Helps a little")).to_be_checked()
        expect(page.locator("#question-map [aria-current].answered")).to_have_count(1)
        visitor.leave()
    assert set(stored(attempt, "sofa-replies")["ratings"].values()) == {4}


def test_a_text_is_saved_soon_after_typing_stops_and_never_kept_in_the_browser(
    attempt, live_server, cookie
):
    with browser() as running:
        visitor = enter(running, live_server, cookie)
        page = visitor.page
        visitor.go(at(attempt, "own-words"))
        field = page.get_by_role("textbox", name="Your text")
        field.press_sequentially("I look now")
        expect(page.get_by_text("10 of 200 characters")).to_be_visible()
        expect(said(page)).to_have_text(SAVED)
        visitor.context.set_offline(True)
        field.press_sequentially(", wait.")
        expect(said(page)).to_contain_text("no connection")
        kept = page.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}])")
        assert "I look" not in kept
        visitor.context.set_offline(False)
        expect(said(page)).to_have_text(SAVED)
        visitor.context.close()  # the console told of the broken line
    assert stored(attempt, "own-words") == {"text": "I look now, wait."}


def test_control_what_is_no_text_is_kept_in_the_browser(attempt, live_server, cookie):
    with browser() as running:
        visitor = enter(running, live_server, cookie)
        page = visitor.page
        visitor.go(at(attempt, "third-call"))
        visitor.context.set_offline(True)
        page.get_by_text("A guess").click()
        expect(said(page)).to_contain_text("no connection")
        assert "guess" in page.evaluate("JSON.stringify({...sessionStorage})")
        visitor.context.close()


def test_a_text_typed_just_before_leaving_is_saved(attempt, live_server, cookie):
    with browser() as running:
        visitor = enter(running, live_server, cookie)
        page = visitor.page
        visitor.go(at(attempt, "own-words"))
        page.get_by_role("textbox", name="Your text").press_sequentially("At the last moment")
        visitor.go(at(attempt, "harbor"))
        for _ in range(20):  # the save outlives its page; ask until it has arrived
            if page.locator("#question-map .answered").count():
                break
            page.reload()
        visitor.leave()
    assert stored(attempt, "own-words") == {"text": "At the last moment"}


def test_a_text_that_is_too_long_says_so_at_once_and_stays(attempt, live_server, cookie):
    with browser() as running:
        visitor = enter(running, live_server, cookie)
        page = visitor.page
        visitor.go(at(attempt, "own-words"))
        field = page.get_by_role("textbox", name="Your text")
        field.fill("x" * 203)
        expect(page.locator("[data-lms-count]")).to_contain_text("203 of 200")
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(said(page)).to_contain_text("3 characters longer")
        expect(field).to_have_value("x" * 203)
        visitor.leave()
    assert not Response.objects.exists()


def test_all_four_work_without_javascript(attempt, live_server, cookie):
    with browser() as running:
        visitor = enter(running, live_server, cookie, javascript=False)
        page = visitor.page
        visitor.go(at(attempt, "harbor"))
        page.get_by_text("She talked about those boats all summer").click()
        visitor.click("button", "Next")
        for group in page.locator("fieldset.rating").all():
            group.get_by_text("Helps a lot").click()
        visitor.click("button", "Next")
        page.get_by_role("textbox").fill("In my words.\n\nTwo lines.")
        visitor.click("button", "Next")
        page.get_by_text("Weariness").click()
        page.get_by_text("A guess").click()
        visitor.click("button", "Next")
        visitor.leave()
    slots = load_paper(attempt).slots
    assert [bool(slot.answer) for slot in slots] == [True, True, True, True, False]
    assert slots[2].answer == {"text": "In my words.\n\nTwo lines."}
    assert slots[3].answer["sure"] == "guess"
