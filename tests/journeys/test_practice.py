"""Practice with the authored scenes and exercises, in a browser: wide, on a phone, by the brakes.

The pages have tests of their own with a made-up scene; here the shipped texts stand in them.
"""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from common.clock import now
from courses.models import Lesson
from courses.services.publish import publish_package
from enrollments.services.complete_lesson import complete_lesson
from practice.models import Run, YearPlan
from tests.journeys.visitor import Visitor, browser
from tests.support.factories import EnrollmentFactory

PACKAGE = settings.BASE_DIR / "courses" / "packages" / "empathy-in-customer-service"
PHONE = {"width": 360, "height": 740}

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def enrollment(dana, transactional_db):
    version = publish_package(path=PACKAGE, by=None, at=now()).version
    enrollment = EnrollmentFactory(learner=dana, course=version.course)
    quiz = Lesson.objects.get(version=version, key="m1-quiz")
    complete_lesson(enrollment=enrollment, lesson=quiz, by=dana, at=now(), passed=True)
    return enrollment


def enter(running, live_server, person) -> Visitor:
    client = Client()
    client.force_login(person)
    visitor = Visitor(running, live_server.url)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    visitor.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": visitor.base}]
    )
    return visitor


def test_practice_as_it_ships(dana, enrollment, live_server):
    """One course and one browser for all of it, because publishing it is what takes long."""
    with browser() as running:
        visitor = enter(running, live_server, dana)
        faults = [
            *a_suitcase_up_to_the_brakes(visitor, enrollment),
            *letters_above_the_limit(visitor, enrollment),
            *listening(visitor, enrollment),
            *a_thought_kept(visitor, enrollment),
            *a_refresher(visitor, dana),
        ]
        on_a_phone_to_the_debrief(visitor, enrollment)
        visitor.leave()
    assert faults == []


def lesson(enrollment, key) -> str:
    return f"/learn/{enrollment.uuid}/lessons/{key}/"


def say(visitor, place, choice) -> None:
    """Take one reply of a node, whatever asks before it."""
    page = visitor.page
    expect(page.locator(f"[name=turns_taken][value='{place}']").first).to_be_attached()
    if page.locator("[name=noticed]").count():
        page.locator("[name=noticed]").first.check()
        visitor.click("button", "Go on")
        expect(page.locator("[name=noticed]")).to_have_count(0)
    if page.locator("#roleplay-wrote").count():
        visitor.click("button", "Without writing")
    page.locator(f"[name=choice][value='{choice}']").click()


def a_suitcase_up_to_the_brakes(visitor, enrollment) -> list[str]:
    faults = visitor.look("shipped-r1-1-briefing", lesson(enrollment, "r1-1"))
    assert "A woman speaks of her late father." in visitor.text
    visitor.click("button", "Begin the scene")
    say(visitor, 0, "b")
    expect(visitor.page.locator("#roleplay-now")).to_contain_text("It was my father’s")
    faults += visitor.look("shipped-r1-1-stage")
    visitor.click("link", "Pause")
    faults += visitor.look("shipped-r1-1-pause")
    visitor.click("link", "Go on with the scene")
    assert "It was my father’s" in visitor.text
    visitor.click("button", "Step out")
    visitor.page.wait_for_url("**/grounding/")
    visitor.click("link", "Read the scene instead")
    faults += visitor.look("shipped-r1-1-reading")
    assert "Your father’s. So it’s more than a suitcase." in visitor.text
    visitor.click("button", "I have read it")
    visitor.page.wait_for_url(lambda url: "/reading/" not in url)
    return faults


def letters_above_the_limit(visitor, enrollment) -> list[str]:
    faults = visitor.look("shipped-r5-3-above", lesson(enrollment, "r5-3"))
    assert "A widow speaks about the death of her husband" in visitor.text
    assert not visitor.page.get_by_role("button", name="Begin the scene").count()
    visitor.click("link", "Read the scene instead")
    assert "Margarethe" in visitor.text
    visitor.go(lesson(enrollment, "r5-3"))
    visitor.click("link", "Change the limit")
    visitor.page.locator("[name=intensity_cap][value='4']").check()
    visitor.click("button", "Keep this")
    visitor.go(lesson(enrollment, "r5-3"))
    visitor.click("button", "Begin the scene")
    say(visitor, 0, "a")
    expect(visitor.page.locator("[name=turns_taken][value='1']").first).to_be_attached()
    return faults + visitor.look("shipped-r5-3-stage")


def listening(visitor, enrollment) -> list[str]:
    faults = visitor.look("shipped-listening", lesson(enrollment, "m1-listening"))
    exercises = f"{lesson(enrollment, 'm1-listening')}exercises"
    visitor.go(f"{exercises}/halima/")
    for name in ("feeling", "strength", "cue"):
        visitor.page.locator(f"[name={name}]").nth(1).check()
    visitor.click("button", "Compare")
    visitor.page.wait_for_url("**/tries/**")
    assert "eleven times since breakfast" in visitor.text
    faults += visitor.look("shipped-listening-named")
    visitor.go(f"{exercises}/affirm-rosalind/")
    visitor.page.locator("textarea[name=text]").fill(
        "You had promised a ladder, and there was a bus. That must have been disappointing."
    )
    visitor.click("button", "Keep it and rate it")
    visitor.page.locator("[name=rating][value='3']").check()
    visitor.click("button", "Show remarks and models")
    expect(visitor.page.locator("main")).to_contain_text("A ladder promised, a bus delivered")
    return faults + visitor.look("shipped-listening-told")


def a_thought_kept(visitor, enrollment) -> list[str]:
    visitor.go(lesson(enrollment, "m1-reflection"))
    visitor.page.locator("textarea[name=text]").first.fill("The tailor put the pins away first.")
    visitor.click("button", "Keep it for me")
    expect(visitor.page.locator("main")).to_contain_text("Kept on")
    faults = visitor.look("shipped-reflection")
    faults += visitor.look("shipped-space", "/my/space/")
    assert "The tailor put the pins away first." in visitor.text
    return faults


def a_refresher(visitor, dana) -> list[str]:
    faults = visitor.look("shipped-year-join", "/my/year/")
    visitor.click("button", "Take part")
    YearPlan.objects.filter(learner=dana).update(weekdays_off=[])
    faults += visitor.look("shipped-year", "/my/year/")
    faults += visitor.look("shipped-review", "/my/year/review/")
    visitor.page.locator("[name=choice]").first.check()
    visitor.click("button", "Answer")
    visitor.page.wait_for_url("**/my/year/reviews/**")
    return faults + visitor.look("shipped-reviewed")


def on_a_phone_to_the_debrief(visitor, enrollment) -> None:
    """The whole of another scene by thumb: nothing beside the window, everything in reach."""
    page = visitor.page
    page.set_viewport_size(PHONE)
    visitor.go(lesson(enrollment, "r1-2"))
    visitor.click("button", "Begin the scene")
    for place, choice in enumerate(("c", "b", "a", "c")):
        say(visitor, place, choice)
        assert visitor.measure("document.documentElement.scrollWidth") <= PHONE["width"]
    page.wait_for_url("**/debrief/")
    assert "Trust is restored" in visitor.text
    assert Run.objects.get(scenario__key="r1-2").index_numerator == (
        Run.objects.get(scenario__key="r1-2").index_denominator
    )
