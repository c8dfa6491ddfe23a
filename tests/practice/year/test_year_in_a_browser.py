"""The practice year as people see it: four pictures each, axe, no overflow, by keyboard alone."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from practice.models import Booster, ReviewCard, YearPlan
from practice.services.year.intentions import write_intention
from tests.journeys.visitor import Visitor, browser
from tests.practice.year.decks import joined, student, year_course

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
HOME = "/my/year/"


@pytest.fixture(autouse=True)
def ask_beside_the_driver(monkeypatch):
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture
def somebody(dana):
    """Dana after some weeks, with a few cards ahead, a booster and a sentence."""
    course = year_course()
    student(dana, course, "l1-1", "l2-1")
    joined(dana)
    YearPlan.objects.update(weekdays_off=[])
    today = timezone.now().date()
    for number in range(1, 7):
        ReviewCard.objects.create(
            learner=dana, course=course, card=f"card-{number}", seed=number, reviews=1,
            due_on=today + dt.timedelta(days=(number * 5) % 12 - 1),
        )  # fmt: skip
    Booster.objects.filter(day=7).update(due_on=today)
    write_intention(
        uuid=uuid.uuid4(), when="a caller says that they have called three times",
        then="say the three back before I open the screen", by=dana, at=timezone.now(),
    )  # fmt: skip
    return dana


def enter(running, live_server, person, **more) -> Visitor:
    client = Client()
    client.force_login(person)
    visitor = Visitor(running, live_server.url, **more)
    visitor.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "url": live_server.url,
          "value": client.cookies[settings.SESSION_COOKIE_NAME].value}]
    )  # fmt: skip
    return visitor


def test_the_pages_look_right(somebody, live_server):
    row = Booster.objects.get(day=7)
    with browser() as running:
        visitor = enter(running, live_server, somebody)
        faults = visitor.look("today-practice", "/learn/")
        faults += visitor.look("year", HOME)
        faults += visitor.look("year-review", f"{HOME}review/")
        visitor.page.locator("input[name=choice]").first.check()
        visitor.click("button", "Answer")
        faults += visitor.look("year-reviewed")
        faults += visitor.look("year-booster", f"{HOME}boosters/{row.uuid}/")
        faults += visitor.look("year-intentions", f"{HOME}intentions/")
        faults += visitor.look("year-self-check", f"{HOME}self-check/")
        faults += visitor.look("year-settings", f"{HOME}settings/")
        faults += visitor.look("year-delete", f"{HOME}delete/")
        stop = YearPlan.objects.get().stop_token
        faults += visitor.look("year-stop", f"{HOME}stop/{stop}/")
        assert faults == []
        visitor.leave()


def test_a_review_without_any_script_by_keyboard(somebody, live_server):
    with browser() as running:
        visitor = enter(running, live_server, somebody, javascript=False)
        visitor.go(f"{HOME}review/")
        field = visitor.page.locator("input[name=choice]").first
        field.focus()
        visitor.page.keyboard.press("Space")
        visitor.page.keyboard.press("Enter")
        visitor.page.wait_for_url("**/my/year/reviews/**")
        assert "What your answer does" in visitor.text
        visitor.leave()
