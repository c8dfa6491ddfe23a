"""Listening exercises in a real browser: by keyboard, by the clock, and without JavaScript."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from practice.models import Try
from tests.journeys.visitor import Visitor, browser
from tests.practice.listening.conftest import published, url
from tests.practice.listening.made import REPLY, WHOLE
from tests.support.factories import EnrollmentFactory

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

# No clock of this test waits longer than it must.
QUICK = WHOLE.replace("seconds: 40", "seconds: 15").replace("seconds: 60", "seconds: 30")


@pytest.fixture
def enrollment(transactional_db, dana):
    return EnrollmentFactory(course=published(QUICK, more=[{"key": "l1-1"}]), learner=dana)


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


def lesson(enrollment):
    return reverse("enrollments:lesson", args=[enrollment.uuid, "m1-listening"])


def test_pictures_of_every_page(enrollment, live_server, cookie):
    with browser() as running:
        visitor = enter(running, live_server, cookie)
        faults = visitor.look("listening-lesson", lesson(enrollment))
        for key in ("named", "floor", "block", "inbox", "marked", "sorted", "rated", "inner",
                    "body", "given-back"):  # fmt: skip
            faults += visitor.look(f"listening-{key}", url(enrollment, key))
        page = visitor.page
        page.fill("textarea", f"{REPLY['text']} Write to rosa@example.org.")
        visitor.click("button", "Keep it and rate it")
        faults += visitor.look("listening-contacts")
        page.fill("textarea", f"{REPLY['text']} So you want a refund.")
        visitor.click("button", "Keep it and rate it")
        faults += visitor.look("listening-rating")
        page.get_by_label("A part of it").check()
        visitor.click("button", "Show remarks and models")
        faults += visitor.look("listening-remarks")
        visitor.click("button", "I said it")
        page.locator("input[name=marked]").first.check()
        visitor.click("button", "These words")
        visitor.click("button", "Ask two colleagues")
        faults += visitor.look("listening-shared")
        for path in ("listening-mine", "listening-peers"):
            faults += visitor.look(path, reverse(f"practice:{path}"))
        visitor.leave()
    assert faults == []


def test_results_look_well(enrollment, live_server, cookie):
    faults = []
    with browser() as running:
        visitor = enter(running, live_server, cookie)
        for key, marks in (("named", (0, 3, 8)), ("rated", (6, 15)), ("sorted", (0, 3)),
                           ("marked", (0,))):  # fmt: skip
            visitor.go(url(enrollment, key))
            for mark in marks:
                visitor.page.locator("input[type=radio]").nth(mark).check()
            visitor.click("button", "Compare")
            faults += visitor.look(f"listening-told-{key}")
        visitor.leave()
    assert faults == []


def test_a_story_is_heard_by_keyboard(enrollment, live_server, cookie):
    with browser() as running:
        visitor = enter(running, live_server, cookie)
        visitor.go(url(enrollment, "floor"))
        page = visitor.page
        page.locator("#lsn-encourage").focus()
        page.keyboard.press("Enter")
        expect(page.locator(".lsn-chunks p")).to_have_count(2)
        expect(page.locator("#lsn-encourage")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator(".lsn-chunks p")).to_have_count(3)
        page.keyboard.press("Tab")
        for _ in range(40):
            if visitor.measure("document.activeElement.textContent.trim()") == "Speak now":
                break
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_text("You heard 3 of 5 parts")).to_be_visible()
        assert "You encouraged 2 times" in visitor.text
        visitor.look("listening-told-floor")
        visitor.leave()


def test_a_story_by_the_clock_goes_on_and_waits_for_nobody_to_lose(enrollment, live_server, cookie):
    with browser() as running:
        visitor = enter(running, live_server, cookie)
        page = visitor.page
        page.clock.install()
        visitor.go(url(enrollment, "floor") + "?pace=timed")
        for heard in (2, 3, 4, 5):
            page.clock.run_for(3_100)
            expect(page.locator("input[type=hidden][name=heard]")).to_have_value(str(heard))
        expect(page.locator(".lsn-chunks")).to_contain_text("seems to be told")
        visitor.click("button", "Speak now")
        expect(page.get_by_text("You heard the whole story")).to_be_visible()
        visitor.leave()


def test_an_inbox_counts_and_keeps_what_is_late(enrollment, live_server, cookie):
    with browser() as running:
        visitor = enter(running, live_server, cookie)
        page = visitor.page
        page.clock.install()
        visitor.go(url(enrollment, "inbox") + "?pace=timed")
        expect(page.locator("[data-lsn-count]")).to_contain_text("seconds left")
        page.clock.run_for(31_000)
        expect(page.locator("[data-lsn-said]")).to_contain_text("Nothing is lost")
        for name in ("item-a", "item-b"):
            page.locator(f"input[name={name}]").first.check()
        visitor.click("button", "Compare")
        expect(page.get_by_text("This is not about an invoice.")).to_be_visible()
        visitor.leave()


def test_everything_works_without_javascript(enrollment, live_server, cookie):
    with browser() as running:
        visitor = enter(running, live_server, cookie, javascript=False)
        visitor.go(lesson(enrollment))
        visitor.page.set_viewport_size({"width": 320, "height": 800})
        visitor.page.get_by_role("link", name="The watch").click()
        visitor.page.locator("#lsn-encourage").click()
        assert "csrf" not in visitor.path
        assert "It left on Monday." in visitor.text
        visitor.page.get_by_role("button", name="Speak now").click()
        assert "You heard 2 of 5 parts" in visitor.text
        visitor.go(url(enrollment, "given-back"))
        visitor.page.fill("textarea", REPLY["text"])
        visitor.page.get_by_role("button", name="Keep it and rate it").click()
        visitor.page.get_by_label("It fits, and it is mine").check()
        visitor.page.get_by_role("button", name="Show remarks and models").click()
        assert "Others might say" in visitor.text
        visitor.page.get_by_role("button", name="This is wrong").first.click()
        assert "You say: this is wrong" in visitor.text
        visitor.leave()
    assert Try.objects.filter(state="shown").count() == 2
