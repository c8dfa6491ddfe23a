"""My practice: to read, take away, delete; how scenes may be; and nobody else's eyes."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from practice.models import Comfort, DebriefNote, Run, Turn
from tests.practice.pages.conftest import (
    KEY,
    at,
    begun,
    fields,
    lesson_at,
    played,
    published_scene,
    say,
    soup,
    to_the_options,
)
from tests.support.factories import EnrollmentFactory
from tests.support.house_client import HouseClient

MINE = "/my/practice/"
OF_A_RUN = ["stage", "pause", "grounding", "debrief", "seat"]
DONE_TO_A_RUN = ["prepare", "turn", "step-out", "debrief", "seat", "retry", "delete"]


def test_an_empty_page_says_why_and_where_to_begin(client):
    page = soup(client.get(MINE))
    assert "No role-play yet" in page.text
    assert page.select_one(".empty a")["href"] == "/courses/"


def test_runs_are_listed_with_how_they_ended(client, enrollment):
    played(client, enrollment)
    begun(client, enrollment)
    rows = soup(client.get(MINE)).select(".roleplay-runs > li")
    assert len(rows) == 2
    assert "Goes on" in rows[0].text
    assert "Trust is restored" in rows[1].text


def test_a_run_is_deleted_with_everything_and_the_lesson_stays_done(client, enrollment):
    run = played(client, enrollment)
    client.post(at("debrief", run), {"feel": "Heat.", "fact": "", "transfer": ""})
    page = soup(client.get(MINE))
    form = page.find("form", action=at("delete", run))
    assert form.find_parent("details") is not None  # a second press, without a script
    client.post(form["action"], fields(form))
    assert not Run.objects.exists()
    assert not Turn.objects.exists()
    assert not DebriefNote.objects.exists()
    assert "Next lesson" in client.get(lesson_at(enrollment)).content.decode() or (
        "To the end of the course" in client.get(lesson_at(enrollment)).content.decode()
        or "See what is left" in client.get(lesson_at(enrollment)).content.decode()
    )


@pytest.mark.parametrize(("name", "kind"), [("json", "application/json"), ("txt", "text/plain")])
def test_everything_can_be_taken_away(client, enrollment, name, kind):
    run = played(client, enrollment)
    client.post(at("debrief", run), {"feel": "Heat rose.", "fact": "", "transfer": ""})
    answer = client.get(f"{MINE}export.{name}")
    assert answer.headers["Content-Type"].startswith(kind)
    assert "attachment" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"
    text = answer.content.decode()
    assert "Heat rose." in text
    assert "we left you waiting" in text
    assert "My own words." in text


def test_an_export_does_not_read_the_text_of_the_scene_with_every_run(client, enrollment):
    for _ in range(2):
        played(client, enrollment)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"{MINE}export.json").status_code == 200
    assert not [one["sql"] for one in asked if '"practice_scenario"."source"' in one["sql"]]


def test_choices_are_kept_and_change_the_scene(client, dana, enrollment):
    sent = {"intensity_cap": "2", "shows_voice": "yes"}
    assert client.post(f"{MINE}comfort/", sent).url == MINE
    kept = Comfort.objects.get(user=dana)
    assert (kept.intensity_cap, kept.shows_meters, kept.shows_timer) == (2, False, False)
    run = begun(client, enrollment)
    assert soup(client.get(at("stage", run))).select(".meter") == []


@pytest.mark.parametrize("cap", ["0", "6", "", "x", "3.5"])
def test_a_limit_beyond_the_scale_is_refused_and_the_rest_stays(client, dana, cap):
    answer = client.post(f"{MINE}comfort/", {"intensity_cap": cap, "shows_timer": "yes"})
    assert answer.status_code == 400
    page = soup(answer)
    assert page.select_one("[role=alert]") is not None
    assert [one["name"] for one in page.select("input[type=checkbox][checked]")] == ["shows_timer"]
    assert not Comfort.objects.exists()


@pytest.mark.parametrize("place", ["//evil.example/", "https://evil.example/", "javascript:x"])
def test_a_form_leads_back_within_this_site_only(client, place):
    answer = client.post(f"{MINE}pace-off/", {"next": place})
    assert answer.url == MINE


def test_the_hardest_level_asks_openly_and_its_pace_can_be_turned_off(client, dana, db):
    course = published_scene(("difficulty: 2", "difficulty: 5"))
    enrollment = EnrollmentFactory(learner=dana, course=course)
    run = begun(client, enrollment)
    page = soup(client.get(at("stage", run)))
    assert page.select("[name=noticed]") == []
    assert page.select_one("textarea[name=noticed_words]") is not None
    assert page.select(".meter") == []
    page = to_the_options(client, run)
    assert "The deadline is what she is afraid of." not in page.text
    assert "You noticed:My own words." in page.text
    pace = page.select_one("[data-roleplay-pace]")
    assert pace["data-roleplay-pace"] == "45"
    form = pace.find("form")
    assert client.post(form["action"], fields(form)).url == at("stage", run)
    assert soup(client.get(at("stage", run))).select("[data-roleplay-pace]") == []
    say(client, run, "c")
    assert soup(client.get(at("stage", run))).select(".feedback") == []


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999", "2", "٣"])
def test_a_page_of_the_list_that_is_not_there(client, enrollment, page):
    begun(client, enrollment)
    assert client.get(MINE, {"page": page}).status_code == 200


@pytest.mark.parametrize("who", ["milo", "omar", "vera", "theo", "ada"])
def test_nobody_else_reads_or_touches_a_run(client, enrollment, request, who):
    run = played(client, enrollment)
    other = HouseClient()
    other.force_login(request.getfixturevalue(who))
    for name in OF_A_RUN:
        assert other.get(at(name, run)).status_code == 404, name
    for name in DONE_TO_A_RUN:
        assert other.post(at(name, run)).status_code == 404, name
    assert "The late birthday present" not in other.get(MINE).content.decode()
    assert "late birthday" not in other.get(f"{MINE}export.txt").content.decode()
    reading = reverse("practice:reading", args=[enrollment.uuid, KEY])
    assert other.get(reading).status_code == 404


@pytest.mark.parametrize("name", OF_A_RUN)
def test_strangers_are_sent_to_sign_in(client, enrollment, name):
    answer = HouseClient().get(at(name, begun(client, enrollment)))
    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/login/")


def test_a_lesson_of_another_kind_has_no_scene(client, enrollment):
    for name in ("start", "reading"):
        url = reverse(f"practice:{name}", args=[enrollment.uuid, "l1-1"])
        assert client.post(url).status_code == 404
