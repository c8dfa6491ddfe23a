"""Reflections and my space in a real browser: nothing typed is lost, nothing stays behind."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from practice.models import ReflectionNote
from tests.journeys.visitor import Visitor, browser
from tests.practice.private.conftest import SPACE, at

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
BACK = "What you had typed here is back"


@pytest.fixture
def place(enrollment, transactional_db):
    return at(enrollment)


@pytest.fixture
def cookie(learner):
    client = Client()
    client.force_login(learner)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def enter(running, live_server, cookie, **options) -> Visitor:
    visitor = Visitor(running, live_server.url, **options)
    visitor.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": visitor.base}]
    )
    return visitor


def field(visitor):
    return visitor.page.get_by_label("What gave you zest?")


def kept(visitor):
    keys = visitor.measure("Object.keys(sessionStorage)")
    return [key for key in keys if key.startswith("lms-words:")]


def test_pictures_of_my_space(place, live_server, cookie):
    with browser() as running:
        visitor = enter(running, live_server, cookie)
        faults = visitor.look("space-empty", SPACE)
        visitor.page.get_by_label("What sets it off").fill("A caller sighs before I speak")
        visitor.page.get_by_label("First sign").first.fill("My jaw")
        visitor.page.get_by_label("The story it tells").first.fill("She thinks I am slow")
        visitor.click("button", "Keep it for me")
        visitor.go(place)
        field(visitor).fill("The man with the two dogs.\nHe laughed.")
        visitor.click("button", "Keep it for me")
        faults += visitor.look("reflection-kept")
        faults += visitor.look("space", SPACE)
        faults += visitor.look("space-delete", f"{SPACE}delete/")
        faults += visitor.look("practice-method", "/practice/method/")
        visitor.leave()
    assert faults == []


def test_what_was_typed_outlives_a_reload_and_a_lost_session(place, live_server, cookie):
    with browser() as running:
        visitor = enter(running, live_server, cookie)
        visitor.go(place)
        field(visitor).fill("half a thought")
        visitor.page.reload()
        expect(field(visitor)).to_have_value("half a thought")
        expect(visitor.page.get_by_text(BACK).first).to_be_visible()
        visitor.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
        visitor.click("button", "Keep it for me")
        visitor.page.wait_for_url(re.compile("/accounts/login/"))
        visitor.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": visitor.base}]
        )
        onward = visitor.measure("new URLSearchParams(location.search).get('next')")
        visitor.page.goto(visitor.base + onward, referer=visitor.page.url)
        assert visitor.path.startswith(place)
        expect(field(visitor)).to_have_value("half a thought")
        visitor.leave()
    assert not ReflectionNote.objects.exists()


def test_what_was_kept_is_not_offered_again_and_signing_out_forgets(place, live_server, cookie):
    with browser() as running:
        visitor = enter(running, live_server, cookie)
        visitor.go(place)
        field(visitor).fill("kept")
        visitor.click("button", "Keep it for me")
        expect(visitor.page.get_by_text("Kept, for you alone.")).to_be_visible()
        assert kept(visitor) == []
        expect(visitor.page.get_by_text(BACK)).to_have_count(2)
        expect(visitor.page.get_by_text(BACK).first).to_be_hidden()
        field(visitor).fill("kept, and more")
        assert len(kept(visitor)) == 1
        visitor.go("/accounts/logout/")
        visitor.page.locator("form[data-lms-forget] button").last.click()
        visitor.page.wait_for_url("**/accounts/**")
        assert kept(visitor) == []
        visitor.leave()
    assert "more" not in ReflectionNote.objects.get().opened()


def test_it_works_without_a_script(place, live_server, cookie):
    with browser() as running:
        visitor = enter(running, live_server, cookie, javascript=False)
        visitor.go(place)
        field(visitor).fill("by hand")
        visitor.click("button", "Keep it for me")
        visitor.go(SPACE)
        assert "by hand" in visitor.text
        visitor.leave()
