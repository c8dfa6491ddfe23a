"""Role-plays in a real browser: by keyboard alone, without a script, narrow and dark."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from practice.models import Run
from tests.journeys.visitor import Visitor, browser
from tests.practice.pages.conftest import at, lesson_at, played, published_scene, whole
from tests.support.factories import EnrollmentFactory
from tests.support.house_client import HouseClient

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def enrollment(dana, transactional_db):
    return EnrollmentFactory(learner=dana, course=published_scene())


@pytest.fixture
def client(dana):
    client = HouseClient()
    client.force_login(dana)
    return client


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


def test_pictures_of_a_scene(enrollment, live_server, cookie):
    faults = []
    with browser() as running:
        visitor = enter(running, live_server, cookie)
        faults += visitor.look("roleplay-briefing", lesson_at(enrollment))
        visitor.click("button", "Begin the scene")
        faults += visitor.look("roleplay-notice")
        visitor.page.get_by_label("worried").check()
        visitor.click("button", "Go on")
        expect(visitor.page.locator("#roleplay-ask")).to_be_focused()
        faults += visitor.look("roleplay-write")
        visitor.page.get_by_label("What would you say?").fill("Write to rosa@example.org.")
        visitor.click("button", "Show the replies")
        expect(visitor.page.get_by_role("alert")).to_contain_text("rosa@example.org")
        faults += visitor.look("roleplay-contacts")
        visitor.page.get_by_label("What would you say?").fill("That must be worrying.")
        visitor.click("button", "Show the replies")
        visitor.click("button", "It's late, the party is tomorrow")
        expect(visitor.page.locator("#roleplay-now")).to_contain_text("My daughter")
        faults += visitor.look("roleplay-stage")
        visitor.click("link", "Pause")
        faults += visitor.look("roleplay-pause")
        visitor.click("button", "Step out")
        faults += visitor.look("roleplay-grounding")
        visitor.click("link", "Read the scene instead")
        faults += visitor.look("roleplay-reading")
        visitor.leave()
    assert faults == []


def test_pictures_of_what_comes_after(client, enrollment, live_server, cookie):
    run = played(client, enrollment, ("open.b", "hot.b", "check.a", "offer.a"))
    faults = []
    with browser() as running:
        visitor = enter(running, live_server, cookie)
        faults += visitor.look("roleplay-debrief-first", at("debrief", run))
        visitor.page.get_by_label("What did you notice in yourself").fill("Heat.")
        visitor.click("button", "Keep it, and see both paths")
        faults += visitor.look("roleplay-debrief")
        visitor.click("link", "Hear yourself")
        for step in ("3", "4"):
            visitor.page.locator(
                f"[name={'heard' if step == '3' else 'respected'}][value='{step}']"
            ).check()
        visitor.click("button", "Keep it")
        faults += visitor.look("roleplay-seat")
        faults += visitor.look("roleplay-mine", reverse("practice:mine"))
        visitor.leave()
    assert faults == []


def test_pictures_of_the_hardest_level_and_of_a_limit(dana, transactional_db, live_server, cookie):
    hard = published_scene(("difficulty: 2", "difficulty: 5"), ("intensity: 2", "intensity: 4"))
    above = EnrollmentFactory(learner=dana, course=hard)
    faults = []
    with browser() as running:
        visitor = enter(running, live_server, cookie)
        page = visitor.page
        faults += visitor.look("roleplay-mine-empty", reverse("practice:mine"))
        faults += visitor.look("roleplay-above-cap", lesson_at(above))
        visitor.click("link", "Change the limit")
        page.locator("[name=intensity_cap][value='4']").check()
        visitor.click("button", "Keep this")
        visitor.go(lesson_at(above))
        visitor.click("button", "Begin the scene")
        page.get_by_label("What do you think Rosa feels most?").fill("Afraid of tomorrow.")
        visitor.click("button", "Go on")
        visitor.click("button", "Without writing")
        expect(page.locator("[data-roleplay-left]")).to_contain_text("seconds")
        faults += visitor.look("roleplay-hardest")
        visitor.click("button", "Turn this off")
        expect(page.locator("[data-roleplay-pace]")).to_have_count(0)
        assert page.locator("[data-roleplay-option]").count() == 3
        visitor.leave()
    assert faults == []


def test_pictures_from_right_to_left(dana, client, enrollment, live_server, cookie):
    dana.language = "ar"
    dana.save(update_fields=["language"])
    run = played(client, enrollment, ("open.a", "check.a", "offer.a"))
    faults = []
    with browser() as running:
        visitor = enter(running, live_server, cookie)
        faults += visitor.look("roleplay-rtl-debrief", at("debrief", run))
        visitor.page.locator("#paths summary").first.click()
        visitor.page.locator("button[name=turn][value='2']").click()
        faults += visitor.look("roleplay-rtl-stage")
        visitor.leave()
    assert faults == []


def test_a_whole_scene_by_keyboard_alone(enrollment, live_server, cookie):
    with browser() as running:
        visitor = enter(running, live_server, cookie)
        page, keys = visitor.page, visitor.page.keyboard
        visitor.go(lesson_at(enrollment))
        page.get_by_role("button", name="Begin the scene").focus()
        keys.press("Enter")
        page.wait_for_url("**/my/practice/*/")
        page.locator("[name=noticed]").first.focus()
        keys.press("ArrowDown")
        keys.press("Tab")
        keys.press("Enter")
        expect(page.locator("#roleplay-ask")).to_be_focused()
        expect(page.locator("#roleplay-ask")).to_contain_text("What would you say?")
        keys.press("Tab")
        expect(page.locator("#roleplay-wrote")).to_be_focused()
        keys.type("That must be worrying.")
        keys.press("Tab")
        keys.press("Enter")
        expect(page.locator("#roleplay-ask")).to_contain_text("Which reply")
        expect(page.locator("#roleplay-ask")).to_be_focused()
        for words, answer in (
            ("It's late, the party", "My daughter will think I forgot."),
            ("You planned this so carefully", "And what happens now?"),
        ):
            place = option(page, words)
            keys.press(str(place))
            expect(page.locator("[data-roleplay-option]").nth(place - 1)).to_be_focused()
            keys.press("Enter")
            expect(page.locator("#roleplay-now")).to_contain_text(answer)
            expect(page.locator("#roleplay-ask")).to_be_focused()
            expect(page.locator("#roleplay-said")).to_contain_text(answer)
        keys.press(str(option(page, "A courier tonight")))
        keys.press("Enter")
        page.wait_for_url("**/debrief/")
        assert "Trust is restored" in visitor.text
        visitor.leave()
    assert Run.objects.get().state == Run.State.DEBRIEFED


def option(page, words) -> int:
    texts = page.locator("[data-roleplay-option] span").all_inner_texts()
    return next(place for place, text in enumerate(texts, start=1) if text.startswith(words))


def test_without_a_script_a_scene_is_forms(enrollment, live_server, cookie):
    with browser() as running:
        visitor = enter(running, live_server, cookie, javascript=False)
        page = visitor.page
        page.set_viewport_size({"width": 320, "height": 700})
        visitor.go(lesson_at(enrollment))
        visitor.click("button", "Begin the scene")
        page.locator("[name=noticed]").first.check()
        visitor.click("button", "Go on")
        visitor.click("button", "Without writing")
        for words in ("It's late", "You planned this", "A courier tonight"):
            visitor.click("button", words)
        assert "Trust is restored" in visitor.text
        page.get_by_label("What did you notice in yourself").fill("Heat.")
        visitor.click("button", "Keep it, and see both paths")
        assert "You took the same way." in visitor.text
        visitor.click("button", "Try again from turn 2")
        assert "My daughter will think I forgot." in visitor.text
        visitor.leave()


def test_the_face_moves_and_stands_still_where_motion_is_unwanted(enrollment, live_server, cookie):
    with browser() as running:
        visitor = enter(running, live_server, cookie)
        page = visitor.page
        visitor.go(lesson_at(enrollment))
        visitor.click("button", "Begin the scene")
        seconds = "e => getComputedStyle(e).transitionDuration.split(',').map(parseFloat)"
        mouth = page.locator("#roleplay-face-mouth")
        assert max(mouth.evaluate(seconds)) <= 0.001
        page.emulate_media(reduced_motion="no-preference")
        assert 0 < max(mouth.evaluate(seconds)) <= 0.2
        page.evaluate(
            "document.addEventListener('transitionrun',"
            " e => document.body.dataset.moved += ` ${e.target.id}`)"
        )
        page.get_by_label("worried").check()
        visitor.click("button", "Go on")
        visitor.click("button", "Without writing")
        visitor.click("button", "Delivery times are")
        expect(page.locator("#roleplay-now")).to_contain_text("nobody's fault")
        for part in ("roleplay-face-mouth", "roleplay-meter-frustration"):
            expect(page.locator("body")).to_have_attribute("data-moved", re.compile(part))
        visitor.leave()


def test_a_lost_line_says_so_and_nothing_is_lost(enrollment, live_server, cookie):
    with browser() as running:
        visitor = enter(running, live_server, cookie)
        page = visitor.page
        visitor.go(lesson_at(enrollment))
        visitor.click("button", "Begin the scene")
        page.get_by_label("worried").check()
        visitor.context.set_offline(True)
        visitor.click("button", "Go on")
        expect(page.locator("#roleplay-fault")).to_be_visible()
        expect(page.get_by_label("worried")).to_be_checked()
        visitor.context.set_offline(False)
        visitor.click("button", "Go on")
        expect(page.locator("#roleplay-wrote")).to_be_visible()
        expect(page.locator("#roleplay-fault")).to_be_hidden()
        visitor.context.close()  # the console told of the broken line


def test_signed_out_meanwhile_leads_to_signing_in(enrollment, live_server, cookie):
    with browser() as running:
        visitor = enter(running, live_server, cookie)
        page = visitor.page
        visitor.go(lesson_at(enrollment))
        visitor.click("button", "Begin the scene")
        page.get_by_label("worried").check()
        visitor.context.clear_cookies()
        visitor.click("button", "Go on")
        page.wait_for_url("**/accounts/login/**")
        visitor.context.close()
    assert whole(Run.objects.get()).now_noticed is None
