"""What a page sends too late, too long or not at all: an answer with a reason, and nothing lost."""

from __future__ import annotations

import pytest

from practice.models import Run, Turn
from tests.practice.pages.conftest import (
    at,
    begun,
    fields,
    lesson_at,
    played,
    published_scene,
    say,
    soup,
    to_the_options,
    whole,
)
from tests.support.factories import EnrollmentFactory

HTMX = {"headers": {"HX-Request": "true"}}


@pytest.mark.parametrize("sent_by", [{}, HTMX], ids=["a plain form", "htmx"])
def test_another_reply_on_an_older_page_is_not_said(client, enrollment, sent_by):
    run = begun(client, enrollment)
    old = to_the_options(client, run).select_one("form.roleplay-step")
    say(client, run, "c")
    answer = client.post(
        old["action"], {**fields(old), "choice": "b", "wrote": "In the older tab."}, **sent_by
    )
    assert answer.status_code == 409
    page = soup(answer)
    assert "This scene went on in another tab." in page.select_one("[role=alert]").text
    assert "In the older tab." in page.select_one("[role=alert]").text
    assert "My daughter will think I forgot." in page.select_one("#roleplay-now").text
    assert Turn.objects.count() == 1


@pytest.mark.parametrize("sent_by", [{}, HTMX], ids=["a plain form", "htmx"])
def test_the_same_reply_pressed_twice_is_said_once(client, enrollment, sent_by):
    run = begun(client, enrollment)
    form = to_the_options(client, run).select_one("form.roleplay-step")
    sent = {**fields(form), "choice": "c"}
    answers = [client.post(form["action"], sent, **sent_by) for _ in range(2)]
    assert {answer.status_code for answer in answers} == {200 if sent_by else 302}
    assert Turn.objects.count() == 1


def test_the_last_reply_pressed_twice_leads_to_the_debrief_twice(client, enrollment):
    run = begun(client, enrollment)
    say(client, run, "c")
    say(client, run, "c")
    form = to_the_options(client, run).select_one("form.roleplay-step")
    sent = {**fields(form), "choice": "a"}
    assert {client.post(form["action"], sent).url for _ in range(2)} == {at("debrief", run)}
    answer = client.post(form["action"], sent, **HTMX)
    assert answer.headers["HX-Redirect"] == at("debrief", run)


def test_words_that_are_too_long_stay_in_the_field(client, enrollment):
    run = begun(client, enrollment)
    form = soup(client.get(at("stage", run))).select_one("form.roleplay-step")
    client.post(form["action"], {**fields(form), "noticed": "1"})
    long = "ö" * 2001
    answer = client.post(form["action"], {**fields(form), "wrote": long})
    assert answer.status_code == 400
    page = soup(answer)
    assert page.select_one("#roleplay-wrote").text.strip() == long
    assert "2000" in page.select_one("[role=alert]").text


@pytest.mark.parametrize(
    "sent", [{"choice": "zzz"}, {"choice": ""}, {}, {"choice": "c", "turns_taken": "x"},
             {"choice": "c", "turns_taken": ""}, {"choice": "c", "turns_taken": "٣"},
             {"choice": "c", "noticed": "-1"}, {"choice": "c", "noticed": "99999"},
             {"choice": "c\x00", "wrote": "\x00"}],
)  # fmt: skip
@pytest.mark.parametrize("sent_by", [{}, HTMX], ids=["a plain form", "htmx"])
def test_what_no_page_sends_is_refused_on_the_page(client, enrollment, sent, sent_by):
    run = begun(client, enrollment)
    form = to_the_options(client, run).select_one("form.roleplay-step")
    answer = client.post(form["action"], {**fields(form), **sent}, **sent_by)
    assert answer.status_code == 400
    assert Turn.objects.count() == 0
    assert b"roleplay-stage" in answer.content or b"<h1" in answer.content


def test_a_note_that_is_too_long_stays_in_its_field(client, enrollment):
    run = played(client, enrollment)
    answer = client.post(
        at("debrief", run), {"feel": "a" * 4001, "fact": "One.", "transfer": "Two."}
    )
    assert answer.status_code == 400
    page = soup(answer)
    assert page.select_one("#note-feel").text.strip() == "a" * 4001
    assert page.select_one("#note-fact").text.strip() == "One."
    assert page.select_one("[role=alert][data-lms-focus]") is not None


@pytest.mark.parametrize("sent", [{"heard": "4"}, {"heard": "9", "respected": "4"}, {}])
def test_ratings_beyond_the_scale_are_refused_and_the_rest_stays(client, enrollment, sent):
    run = played(client, enrollment)
    answer = client.post(at("seat", run), sent)
    assert answer.status_code == 400
    page = soup(answer)
    marked = {one["name"]: one["value"] for one in page.select("input[type=radio][checked]")}
    assert marked == {
        name: value for name, value in sent.items() if value in {"1", "2", "3", "4", "5"}
    }


@pytest.mark.parametrize("turn", ["", "0", "77", "x", "1e3"])
def test_another_try_from_a_turn_that_is_not_there(client, enrollment, turn):
    run = played(client, enrollment)
    answer = client.post(at("retry", run), {"turn": turn}, follow=True)
    assert answer.redirect_chain[0][0] == at("debrief", run)
    assert Run.objects.count() == 1


def test_a_scene_above_the_limit_offers_reading_and_the_limit(client, dana, db):
    course = published_scene(("intensity: 2", "intensity: 4"))
    enrollment = EnrollmentFactory(learner=dana, course=course)
    page = soup(client.get(lesson_at(enrollment)))
    assert "more intense than you allow" in page.select_one(".notice.info").text
    assert "Begin the scene" not in page.text
    assert page.find("a", string="Change the limit") is not None
    client.post(f"/learn/{enrollment.uuid}/lessons/r1-1/runs/")
    assert Run.objects.count() == 0


def test_a_run_deleted_in_another_tab_is_gone_here(client, enrollment):
    run = begun(client, enrollment)
    client.post(at("delete", run))
    assert client.post(at("turn", run), {"turns_taken": "0", "choice": "c"}).status_code == 404
    assert client.get(at("stage", run)).status_code == 404


def test_after_the_end_nothing_more_is_said(client, enrollment):
    run = played(client, enrollment)
    answer = client.post(at("turn", run), {"turns_taken": "3", "choice": "a"})
    assert answer.url == at("debrief", run)
    assert whole(run).turns_taken == 3
