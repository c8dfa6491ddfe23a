"""A call of one's own in a real browser: by keyboard, without a script, on a narrow screen."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from practice.models import OwnCall
from practice.own_call.shapes import STEPS
from practice.selectors.own_call.mine import opened
from tests.journeys.visitor import SHOTS, Visitor, browser
from tests.practice.own_call.conftest import at
from tests.practice.own_call.made import KEY, WORDS, begun, played, ready, written

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
CALLS = "/my/calls/"


@pytest.fixture(autouse=True)
def ask_beside_the_driver(monkeypatch):
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def enter(running, live_server, person, **more) -> Visitor:
    client = Client()
    client.force_login(person)
    visitor = Visitor(running, live_server.url, **more)
    visitor.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "url": live_server.url,
          "value": client.cookies[settings.SESSION_COOKIE_NAME].value}]
    )  # fmt: skip
    return visitor


def fill(visitor, step):
    for name in STEPS[step]:
        if name == "channel":
            visitor.page.locator("[name=channel][value=phone]").check()
        elif name == "felt":
            visitor.page.locator("[name=felt]").select_option(WORDS["felt"])
        else:
            visitor.page.locator(f"[name={name}]").fill(WORDS[name])


def test_the_pages_look_right(enrollment, live_server):
    done = played(enrollment)
    fresh = ready(enrollment, persona="Jo")
    draft = written(enrollment, mine="Hello Rosa, order 48213 is on its way.")
    with browser() as running:
        visitor = enter(running, live_server, enrollment.learner)
        lesson = f"/learn/{enrollment.uuid}/lessons/{KEY}/"
        faults = visitor.look("own-call-lesson", lesson)
        faults += visitor.look("own-calls", CALLS)
        faults += visitor.look("own-call-moment", at("-write", draft, "moment"))
        visitor.page.locator("[name=said]").fill("Ring 0171 2345678 or anna@example.com.")
        visitor.page.locator("[name=cue]").fill("")
        visitor.click("button", "Next")
        faults += visitor.look("own-call-refused")
        faults += visitor.look("own-call-others", at("-write", draft, "others"))
        faults += visitor.look("own-call-check", at("-check", draft))
        faults += visitor.look("own-call-hear", at("-hear", fresh))
        faults += visitor.look("own-call-play", at("-play", done))
        visitor.page.get_by_role("button", name=WORDS["missed"]).click()
        expect(visitor.page.get_by_text(WORDS["missed_why"]).last).to_be_visible()
        faults += visitor.look("own-call-turn")
        visitor.page.get_by_role("button", name=WORDS["wish"]).click()
        expect(visitor.page.get_by_role("link", name="What I take along")).to_be_visible()
        faults += visitor.look("own-call-ending")
        faults += visitor.look("own-call-after", at("-after", done))
        faults += visitor.look("own-call-script", at("-script", done))
        visitor.page.emulate_media(media="print")
        visitor.page.screenshot(path=SHOTS / "own-call-script-print.png", full_page=True)
        expect(visitor.page.locator(".own-call-off-paper")).to_be_hidden()
        visitor.page.emulate_media(media="screen")
        faults += visitor.look("own-call-delete", at("-delete", done))
        assert [*faults, *visitor.oddities] == []
        visitor.leave()


def test_from_the_lesson_to_the_last_seat_by_keyboard_without_a_script(enrollment, live_server):
    with browser() as running:
        visitor = enter(running, live_server, enrollment.learner, javascript=False)
        page, press = visitor.page, visitor.page.keyboard.press
        page.set_viewport_size({"width": 320, "height": 800})
        visitor.go(f"/learn/{enrollment.uuid}/lessons/{KEY}/")
        page.get_by_role("button", name="Write a call of my own").focus()
        press("Enter")
        for step in STEPS:
            page.wait_for_url(f"**/write/{step}/")
            fill(visitor, step)
            page.get_by_role("button", name="Next").focus()
            press("Enter")
        page.wait_for_url("**/check/")
        page.locator("[name=fine]").focus()
        press("Space")
        page.get_by_role("button", name="it is ready").focus()
        press("Enter")
        page.wait_for_url("**/hear/")
        for place in (1, 2, 3):
            for what in ("heard", "respected"):
                page.locator(f"[name={what}-{place}][value='3']").focus()
                press("Space")
        page.get_by_role("button", name="Now my own seat").focus()
        press("Enter")
        page.wait_for_url("**/play/")
        page.get_by_role("button", name=WORDS["wish"]).focus()
        press("Enter")
        page.get_by_role("link", name="What I take along").focus()
        press("Enter")
        page.wait_for_url("**/after/")
        page.get_by_label("Next time I will …").fill("say the day back")
        page.get_by_role("button", name="Keep it for me").focus()
        press("Enter")
        expect(page.get_by_text("Kept, for you alone.")).to_be_visible()
        visitor.leave()
    call = OwnCall.objects.get()
    assert call.state == "played"
    assert opened(call).next_time == "say the day back"


def test_the_draft_is_kept_while_it_is_written(enrollment, live_server):
    call = begun(enrollment)
    with browser() as running:
        visitor = enter(running, live_server, enrollment.learner)
        page = visitor.page
        visitor.go(at("-write", call, "moment"))
        page.locator("[name=cue]").fill("A long pause.")
        page.locator("[name=said]").fill("Mail anna@example.com.")
        expect(page.get_by_text("Kept, but for")).to_be_visible()
        page.locator("[name=said]").fill("Nobody wrote back.")
        page.locator("[name=persona]").focus()
        expect(page.get_by_text("Draft kept")).to_be_visible()
        visitor.go(at("-write", call, "moment"))
        expect(page.locator("[name=said]")).to_have_value("Nobody wrote back.")
        fill(visitor, "moment")
        visitor.click("button", "Next")  # over an autosave that may still be on its way
        page.wait_for_url("**/write/reply/")
        visitor.leave()
    call.refresh_from_db()
    assert opened(call).words["said"] == WORDS["said"]
