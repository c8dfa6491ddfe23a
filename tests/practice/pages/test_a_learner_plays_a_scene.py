"""A scene from its briefing to its debrief, by plain forms."""

from __future__ import annotations

import pytest
from django.urls import reverse

from enrollments.models import LessonCompletion
from practice.models import DebriefNote, Run, SeatRating, Turn
from tests.practice.pages.conftest import (
    BEST,
    KEY,
    at,
    begun,
    fields,
    lesson_at,
    played,
    say,
    soup,
    to_the_options,
    whole,
)


def is_done(enrollment):
    return LessonCompletion.objects.filter(enrollment=enrollment, lesson__key=KEY).exists()


def test_the_briefing_says_what_how_long_and_that_nobody_sees_it(client, enrollment):
    text = client.get(lesson_at(enrollment)).content.decode()
    for words in ("Rosa Adeyemi", "Works nights.", "On the phone", "An everyday case", "2 of 5",
                  "6 minutes", "Nobody. Your replies", "Stepping out is never a fail",
                  "Begin the scene"):  # fmt: skip
        assert words in text, words
    assert text.index("A caller raises her voice.") < text.index("A parent calls")
    assert "She fears that her daughter" not in text


def test_a_button_pressed_twice_begins_one_run(client, enrollment):
    form = soup(client.get(lesson_at(enrollment))).select_one(
        f"form[action='{reverse('practice:start', args=[enrollment.uuid, KEY])}']"
    )
    first, second = (client.post(form["action"], fields(form)).url for _ in range(2))
    assert first == second
    assert Run.objects.count() == 1
    assert "Go on with the scene" in client.get(lesson_at(enrollment)).content.decode()


def test_what_is_noticed_and_written_comes_before_the_replies(client, enrollment):
    run = begun(client, enrollment)
    page = soup(client.get(at("stage", run)))
    assert [one.text for one in page.select(".choice span")] == ["angry", "worried", "bored"]
    assert page.select("[name=choice]") == []
    form = page.select_one("form.roleplay-step")
    answer = client.post(form["action"], {**fields(form), "noticed": "1"})
    assert answer.url == f"{at('stage', run)}#roleplay-now"
    page = soup(client.get(answer.url))
    assert "The deadline is what she is afraid of." in page.text
    assert page.select("[name=choice]") == []
    form = page.select_one("form.roleplay-step")
    client.post(form["action"], {**fields(form), "wrote": "That sounds\r\nhard."})
    page = soup(client.get(at("stage", run)))
    assert page.select_one(".roleplay-wrote").text == "You wrote:That sounds\nhard."
    assert len(page.select("[name=choice]")) == 3


def test_whoever_cannot_or_will_not_write_still_gets_the_replies(client, enrollment):
    run = begun(client, enrollment)
    form = soup(client.get(at("stage", run))).select_one("form.roleplay-step")
    client.post(form["action"], {**fields(form), "noticed": "0"})
    form = soup(client.get(at("stage", run))).select_one("form.roleplay-step")
    assert form.select("button")[1].has_attr("formnovalidate")
    client.post(form["action"], {**fields(form), "wrote": ""})
    page = soup(client.get(at("stage", run)))
    assert page.select(".roleplay-wrote") == []
    assert len(page.select("[name=choice]")) == 3
    form = page.select_one("form.roleplay-step")
    client.post(form["action"], {**fields(form), "choice": "c"})
    assert "You wrote" not in soup(client.get(at("stage", run))).text
    assert Turn.objects.count() == 1


def test_a_scene_to_its_end(client, enrollment):
    run = begun(client, enrollment)
    assert say(client, run, "c").url == f"{at('stage', run)}#roleplay-now"
    page = soup(client.get(at("stage", run)))
    assert "You gave her facts back" in page.select_one(".feedback").text
    assert page.select_one("#roleplay-now").text.endswith("My daughter will think I forgot.\n") or (
        "My daughter will think I forgot." in page.select_one("#roleplay-now").text
    )
    assert "5 of 10, falling" in page.select_one(".meter").text
    say(client, run, "c")
    page = soup(client.get(at("stage", run)))
    assert "1 turn before" in page.select_one(".roleplay-earlier summary").text
    assert not is_done(enrollment)
    answer = say(client, run, "a")
    assert answer.url == at("debrief", run)
    assert is_done(enrollment)
    page = soup(client.get(answer.url))
    assert page.h1.text == "Trust is restored"
    assert "Rosa laughs for the first time." in page.select_one(".roleplay-ending").text
    assert client.get(at("stage", run)).url == at("debrief", run)


def test_no_page_tells_how_a_reply_is_rated_before_it_is_chosen(client, enrollment):
    run = begun(client, enrollment)
    text = str(to_the_options(client, run))
    for word in ("True or not, it moves", "best", "poor", "deflect", "Rosa laughs"):
        assert word not in text, word


def test_the_debrief_asks_first_and_compares_then(client, enrollment):
    run = played(client, enrollment, ("open.a", "check.c", "offer.a"))
    page = soup(client.get(at("debrief", run)))
    assert page.select_one("details.disclosure[data-roleplay-paths]").has_attr("open") is False
    form = page.select_one("form.roleplay-notes")
    answer = client.post(
        form["action"], {**fields(form), "feel": "Heat.", "fact": "", "transfer": "“I see.”"}
    )
    assert answer.url == f"{at('debrief', run)}#paths"
    page = soup(client.get(at("debrief", run)))
    assert page.select_one("#note-feel").text.strip() == "Heat."
    assert page.select("details[data-roleplay-paths]") == []
    assert "The paths part at turn 1." in page.text
    first = page.select("#turn-1 .roleplay-side")
    assert "May I have your order number" in first[0].text
    assert "we left you waiting" in first[1].text
    assert "The same reply." in page.select("#turn-2 .roleplay-side")[1].text
    stored = DebriefNote.objects.get()
    assert b"Heat" not in bytes(stored.feel)


def test_the_debrief_counts_in_words_and_draws_with_a_table(client, enrollment):
    run = played(client, enrollment)
    page = soup(client.get(at("debrief", run)))
    assert "As near the strongest path as one can come." in page.text
    assert "%" not in page.select_one("main").text
    drawing = page.select_one("svg.roleplay-curve[role=img]")
    assert "Trust: from 3 to 9 of 10" in drawing["aria-label"]
    rows = [[cell.text for cell in row.select("th, td")] for row in page.select("#trust tbody tr")]
    assert rows[0] == ["Before", "3", "7"]
    assert rows[-1] == ["3", "9", "2"]


def test_where_the_expert_never_comes_ones_own_reply_stands_alone(client, enrollment):
    run = played(client, enrollment, ("open.b", "hot.b", "check.a", "offer.a"))
    page = soup(client.get(at("debrief", run)))
    assert len(page.select("#turn-2 .roleplay-side")) == 1
    assert "That hurts." in page.select("#turn-3 .roleplay-side")[1].text


def test_every_turn_can_be_tried_again(client, enrollment):
    run = played(client, enrollment, ("open.b", "hot.b", "check.c", "offer.a"))
    page = soup(client.get(at("debrief", run)))
    button = page.select_one("#turn-2 button[name=turn]")
    form = button.find_parent("form")
    sent = {**fields(form), "turn": button["value"]}
    answer = client.post(form["action"], sent)
    assert client.post(form["action"], sent).url == answer.url
    again = Run.objects.get(continues=run)
    assert again.turns_taken == 1
    assert "So it is nobody's fault?" in soup(client.get(answer.url)).text.replace("’", "'")


def test_hear_yourself_keeps_what_was_felt_and_then_shows_the_curve(client, enrollment):
    run = played(client, enrollment)
    page = soup(client.get(at("seat", run)))
    assert "You have slept three hours." in page.text
    assert "What would you have to ask to know?" in page.text
    assert page.select("svg.roleplay-curve") == []
    form = page.select_one("form.roleplay-notes")
    answer = client.post(form["action"], {**fields(form), "heard": "4", "respected": "5"})
    page = soup(client.get(answer.url))
    assert page.select_one("[name=heard][checked]")["value"] == "4"
    assert page.select("svg.roleplay-curve") != []
    assert SeatRating.objects.get().respected == 5


def test_a_pause_is_a_page_and_changes_nothing(client, enrollment):
    run = begun(client, enrollment)
    page = soup(client.get(at("pause", run)))
    assert "The scene waits" in page.h1.text
    assert whole(run).state == Run.State.PLAYING
    assert page.select_one("a[data-lms-focus]")["href"].startswith(at("stage", run))


def test_stepping_out_is_one_press_and_leads_to_the_reading_version(client, enrollment):
    run = begun(client, enrollment)
    form = soup(client.get(at("stage", run))).find("form", action=at("step-out", run))
    answer = client.post(form["action"], fields(form))
    assert answer.url == at("grounding", run)
    page = soup(client.get(answer.url))
    assert "told to nobody" in page.text
    assert not is_done(enrollment)
    reading = client.get(page.select_one(".roleplay-brakes a")["href"])
    told = soup(reading)
    assert "we left you waiting" in told.text
    form = told.select_one("nav.lesson-nav form")
    assert client.post(reading.request["PATH_INFO"], fields(form)).status_code == 302
    assert is_done(enrollment)


@pytest.mark.parametrize("name", ["stage", "pause", "debrief", "seat"])
def test_after_stepping_out_every_page_of_the_run_is_the_minute_of_grounding(
    client, enrollment, name
):
    run = begun(client, enrollment)
    client.post(at("step-out", run))
    assert client.get(at(name, run)).url == at("grounding", run)


def test_the_best_path_is_what_the_fixture_says(client, enrollment):
    run = played(client, enrollment, BEST)
    page = soup(client.get(at("debrief", run)))
    assert "You took the same way." in page.text
