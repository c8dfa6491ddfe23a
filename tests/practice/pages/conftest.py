"""A course with a scene to play, and Dana enrolled in it."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from people.viewer import viewer_for
from practice.models import Run
from practice.selectors.runs.mine import my_run
from tests.practice.scenario.conftest import PARCEL
from tests.practice.scenes import KEY, course_with
from tests.support.factories import SPRING, EnrollmentFactory
from tests.support.house_client import HouseClient

TITLE = "The late birthday present"
BEST = ("open.c", "check.c", "offer.a")


def scene_text(*edits: tuple[str, str]) -> str:
    """Return the scene of the birthday present with pieces replaced."""
    text = PARCEL
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new)
    return text


def published_scene(*edits: tuple[str, str], **more):
    """Return a course of one reading and one scene, as it is once published."""
    return course_with(scene_text(*edits), slug="empathy", title=TITLE, **more)


@pytest.fixture
def course(db):
    return published_scene()


@pytest.fixture
def enrollment(dana, course):
    return EnrollmentFactory(learner=dana, course=course)


@pytest.fixture
def client(dana):
    client = HouseClient()
    client.force_login(dana)
    return client


def lesson_at(enrollment):
    return reverse("enrollments:lesson", args=[enrollment.uuid, KEY])


def at(name, run):
    return reverse(f"practice:{name}", args=[run.uuid])


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def begun(client, enrollment):
    """Return the run that the button of the briefing begins."""
    page = soup(client.get(lesson_at(enrollment)))
    form = page.find("form", action=reverse("practice:start", args=[enrollment.uuid, KEY]))
    answer = client.post(form["action"], fields(form))
    assert answer.status_code == 302
    return whole(Run.objects.latest("pk"))


def whole(run):
    """Return a run as a page gets it."""
    return my_run(viewer_for(run.learner, on=SPRING.date()), run.uuid)


def fields(form) -> dict[str, str]:
    """Return what a form sends before anybody fills it in."""
    return {one["name"]: one.get("value", "") for one in form.select("input[type=hidden]")}


def to_the_options(client, run):
    """Answer whatever comes before the options."""
    page = soup(client.get(at("stage", run)))
    while page.select_one("[name=choice]") is None:
        form = page.select_one("form.roleplay-step")
        sent = fields(form)
        if form.select_one("[name=noticed]"):
            sent["noticed"] = form.select_one("[name=noticed]")["value"]
        for text in form.select("textarea"):
            sent[text["name"]] = "My own words."
        client.post(form["action"], sent)
        page = soup(client.get(at("stage", run)))
    return page


def say(client, run, choice, **headers):
    """Say one of the replies that the page shows."""
    form = to_the_options(client, run).select_one("form.roleplay-step")
    assert choice in [button["value"] for button in form.select("button[name=choice]")]
    return client.post(form["action"], {**fields(form), "choice": choice}, **headers)


def played(client, enrollment, choices=BEST):
    """Return a run that is played to its end."""
    run = begun(client, enrollment)
    for choice in choices:
        say(client, run, choice.split(".")[1])
    run = whole(run)
    assert run.state == Run.State.DEBRIEFED
    return run
