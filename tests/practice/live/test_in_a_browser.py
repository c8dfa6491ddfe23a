"""Practice with others in a real browser: by keyboard, without JavaScript, narrow, with a clock."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from practice.models import LiveCard, LiveSession
from tests.journeys.visitor import SHOTS, Visitor, browser
from tests.practice.live.conftest import published, room
from tests.practice.live.made import THREE
from tests.support.factories import EnrollmentFactory

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def ask_beside_the_driver(monkeypatch):
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture
def enrollment(transactional_db, dana):
    return EnrollmentFactory(course=published(THREE), learner=dana)


@pytest.fixture
def cookie(dana):
    client = Client()
    client.force_login(dana)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def enter(running, live_server, cookie, **options) -> Visitor:
    visitor = Visitor(running, live_server.url, **options)
    visitor.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": visitor.base}]
    )
    return visitor


def test_pictures_of_every_page(enrollment, live_server, cookie):
    with browser() as running:
        visitor = enter(running, live_server, cookie)
        page = visitor.page
        faults = visitor.look("live-room", room(enrollment))
        page.get_by_label("Observer").check()
        visitor.click("button", "Begin round 1")
        page.get_by_label("3 · said").first.check()
        page.locator("textarea").first.fill("“somebody else’s”, and she breathed out")
        visitor.click("button", "Keep the card")
        faults += visitor.look("live-observer")
        visitor.click("button", "Next round")
        faults += visitor.look("live-speaker")
        visitor.click("button", "Next round")
        visitor.click("button", "Start the clock")
        faults += visitor.look("live-listener")
        visitor.click("button", "To the talk afterward")
        faults += visitor.look("live-debrief")
        faults += visitor.look("live-mine", reverse("practice:live-mine"))
        faults += visitor.look("live-paper", reverse("practice:observer-card"))
        visitor.leave()
    assert faults == []


def test_a_round_by_keyboard_alone(enrollment, live_server, cookie):
    with browser() as running:
        visitor = enter(running, live_server, cookie)
        visitor.go(room(enrollment))
        page = visitor.page
        page.locator("input[name=role]").first.focus()
        for key in ("ArrowDown", "ArrowDown", "Tab"):
            page.keyboard.press(key)
        to_the_button(page, "Begin round 1")
        expect(page.get_by_role("heading", name="While you watch")).to_be_visible()
        page.locator("input[name=level-1-notice]").first.focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
        page.keyboard.type("quieter")
        to_the_button(page, "Next round")
        expect(page.get_by_role("heading", name="The second card")).to_be_visible()
        visitor.leave()
    assert '"level": 1' in LiveCard.objects.get().opened()


def test_the_observer_card_is_one_sheet_of_paper(enrollment, live_server, cookie):
    with browser() as running:
        visitor = enter(running, live_server, cookie)
        visitor.go(reverse("practice:observer-card"))
        visitor.page.emulate_media(media="print")
        visitor.page.set_viewport_size({"width": 1047, "height": 718})  # A4 across, in its margins
        visitor.page.screenshot(path=SHOTS / "live-paper-printed.png", full_page=True)
        printed = visitor.page.pdf(prefer_css_page_size=True, print_background=True)
        visitor.leave()
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1


def to_the_button(page, name):
    for _ in range(40):
        if page.evaluate("document.activeElement.textContent.trim()") == name:
            page.keyboard.press("Enter")
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach “{name}”")


def test_the_clock_runs_says_its_end_once_and_ends_nothing(enrollment, live_server, cookie):
    with browser() as running:
        visitor = enter(running, live_server, cookie)
        page = visitor.page
        page.clock.install()
        visitor.go(room(enrollment))
        page.get_by_label("Listener").check()
        visitor.click("button", "Begin round 1")
        here = visitor.path
        page.get_by_role("button", name="Start the clock").click()
        said = page.locator("[data-live-said]")
        expect(said).to_contain_text("about 4 min left")
        expect(said).to_be_focused()
        expect(page.locator("[aria-current=step]")).to_contain_text("Tells the story")
        page.clock.run_for(190_000)
        expect(said).to_contain_text("the last minute")
        expect(page.locator("[aria-current=step]")).to_contain_text("Reads out")
        page.reload()
        expect(page.locator("[data-live-said]")).to_contain_text("the last minute")
        page.clock.run_for(60_000)
        expect(page.locator("[data-live-end]")).to_contain_text("nothing ends by itself")
        assert visitor.path == here
        page.get_by_role("button", name="Without the clock").click()
        expect(page.locator("[data-live-timer]")).to_have_count(0)
        visitor.leave()


@pytest.mark.parametrize("javascript", [True, False])
def test_switching_the_clock_keeps_what_is_marked(enrollment, live_server, cookie, javascript):
    with browser() as running:
        visitor = enter(running, live_server, cookie, javascript=javascript)
        page = visitor.page
        visitor.go(room(enrollment))
        page.get_by_label("Observer").check()
        page.get_by_role("button", name="Begin round 1").click()
        page.get_by_label("3 · said").first.check()
        page.locator("textarea").first.fill("“somebody else’s”")
        page.get_by_role("button", name="Without the clock").click()
        expect(page.get_by_role("button", name="With a clock")).to_be_visible()
        expect(page.get_by_label("3 · said").first).to_be_checked()
        expect(page.locator("textarea").first).to_have_value("“somebody else’s”")
        page.get_by_label("2 · touched").first.check()
        page.get_by_label("2 · touched").first.press("Enter")  # keeps the card, switches nothing
        expect(page.get_by_text("Kept, for you alone.")).to_be_visible()
        expect(page.get_by_role("button", name="With a clock")).to_be_visible()
        expect(page.get_by_label("2 · touched").first).to_be_checked()
        visitor.leave()
    assert '"level": 2' in LiveCard.objects.get().opened()


def test_everything_works_without_javascript_at_320_pixels(enrollment, live_server, cookie):
    with browser() as running:
        visitor = enter(running, live_server, cookie, javascript=False)
        page = visitor.page
        page.set_viewport_size({"width": 320, "height": 800})
        visitor.go(room(enrollment))
        page.get_by_label("Observer").check()
        page.get_by_role("button", name="Begin round 1").click()
        assert "About 4 minutes" in visitor.text
        expect(page.locator("[data-live-timer]")).to_be_hidden()
        page.get_by_label("2 · touched").first.check()
        page.get_by_role("button", name="Next round").click()
        assert "The second card" in visitor.text
        page.get_by_role("button", name="We stop here").click()
        assert "That is fine" in visitor.text
        page.locator("textarea").fill("Next week.")
        page.get_by_role("button", name="Keep it for me").click()
        expect(page.get_by_text("Kept, for you alone.")).to_be_visible()
        visitor.leave()
    assert LiveSession.objects.get().state == "left"
