"""Heard from the customer's seat first, played from one's own, and one sentence for next time."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from common.errors import InvalidInput
from enrollments.models import Enrollment, LessonCompletion
from practice.models import Intention, OwnCall
from practice.own_call.scene import UnplayableError, prove, scene_of
from practice.scenario.checks.graph import targets
from practice.selectors.own_call.mine import opened
from practice.selectors.own_call.stage import in_mixed_order
from practice.services.own_call.refusals import NotYet
from practice.services.own_call.seats import play_through, rate_replies
from tests.practice.own_call.conftest import at
from tests.practice.own_call.made import MONDAY, RATINGS, WORDS, begun, marks, played, ready

HTMX = {"headers": {"HX-Request": "true"}}
RATED = {f"{what}-{place}": "4" for what in ("heard", "respected") for place in (1, 2, 3)}


def soup_of(answer, status=200):
    assert answer.status_code == status
    return BeautifulSoup(answer.content, "html.parser")


@pytest.fixture
def heard(enrollment):
    call = ready(enrollment)
    return rate_replies(call=call, ratings=RATINGS, by=enrollment.learner, at=MONDAY)


def test_the_words_make_a_scene_of_three_moments_that_always_ends():
    scene = scene_of(WORDS, leave="Leave it.")
    prove(scene)
    assert sorted(scene.nodes) == ["after_mine", "after_missed", "moment"]
    assert {target for _, _, target in targets(scene)} == {*scene.nodes, *scene.endings} - {
        "moment"
    }
    assert all(choice.feedback for _, choice in scene.choices())


def test_control_a_scene_with_a_hole_is_refused():
    scene = scene_of(WORDS, leave="Leave it.")
    scene.nodes["after_mine"].__dict__["choices"] = ()  # frozen for everybody else
    with pytest.raises(UnplayableError):
        prove(scene)


@pytest.mark.parametrize("said", [[], ["mine"]])
def test_half_a_scene_completes_nothing(heard, enrollment, said):
    with pytest.raises(InvalidInput, match="Choose one of the replies"):
        play_through(call=heard, said=said, by=enrollment.learner, at=MONDAY)
    assert OwnCall.objects.get().state == "ready"
    assert not LessonCompletion.objects.exists()


def test_the_customers_seat_comes_first(browser, enrollment):
    call = ready(enrollment)
    assert browser.get(at("", call)).url == at("-hear", call)
    assert browser.get(at("-play", call)).url == at("-hear", call)
    assert browser.get(at("-after", call)).url == at("", call)
    with pytest.raises(NotYet):
        play_through(call=call, said=["wish"], by=enrollment.learner, at=MONDAY)


def test_replies_are_read_without_saying_which_is_whose(browser, enrollment):
    call = ready(enrollment)
    soup = soup_of(browser.get(at("-hear", call)))
    read = [one.text.strip() for one in soup.select(".own-call-reply .line p")]
    assert read == [WORDS[reply] for reply in in_mixed_order(opened(call))]
    assert WORDS["wish_why"] not in soup.text
    assert "I wish" not in soup.text


def test_what_was_felt_about_other_words_is_not_kept(browser, enrollment):
    """Another tab changed the words and made them ready again: those were never read here."""
    call = ready(enrollment)
    read = soup_of(browser.get(at("-hear", call)))
    form = {**RATED, "revision": read.select_one("form.own-call-form [name=revision]")["value"]}
    browser.post(at("-change", call))
    call.refresh_from_db()
    fine = marks({**WORDS, "mine": "Quite other words."})
    changed = {"mine": "Quite other words.", "revision": call.revision, "go": "ready"}
    assert browser.post(at("-check", call), {**changed, "fine": fine}).url == at("-hear", call)
    answer = browser.post(at("-hear", call), form, follow=True)
    soup = soup_of(answer)
    assert "This went on in another tab" in soup.text
    assert "Quite other words." in soup.text
    assert not soup.select("input[checked]")
    call.refresh_from_db()
    assert call.ratings is None
    form["revision"] = soup.select_one("form.own-call-form [name=revision]")["value"]
    assert browser.post(at("-hear", call), form).url == at("-play", call)


def test_ratings_are_sealed_and_lead_to_the_own_seat(browser, enrollment):
    call = ready(enrollment)
    page = browser.post(at("-hear", call), {**RATED, "heard-2": "6"})
    soup = soup_of(page, 400)
    assert len(soup.select("input[checked]")) == 5
    assert browser.post(at("-hear", call), RATED).url == at("-play", call)
    call.refresh_from_db()
    assert opened(call).ratings == {reply: (4, 4) for reply in WORDS if reply in RATINGS}
    assert b"4" not in bytes(call.ratings)[:1]
    assert call.heard_at is not None


def test_a_repair_is_offered_after_the_reply_that_missed(browser, heard):
    soup = soup_of(browser.get(at("-play", heard)))
    assert {one["value"] for one in soup.select("[name=choice]")} == {"mine", "wish", "missed"}
    soup = soup_of(browser.post(at("-play", heard), {"choice": "missed"}))
    assert WORDS["missed_why"] in soup.text
    assert WORDS["missed_answer"] in soup.text
    assert [one["value"] for one in soup.select("[name=said]")] == ["missed"]
    assert {one["value"] for one in soup.select("[name=choice]")} == {"wish", "leave"}
    heard.refresh_from_db()
    assert heard.state == "ready"
    soup = soup_of(browser.post(at("-play", heard), {"said": ["missed"], "choice": "wish"}))
    assert WORDS["wish_answer"] in soup.text
    heard.refresh_from_db()
    assert heard.state == "played"


def test_a_turn_by_htmx_is_the_part_that_changes(browser, heard):
    answer = browser.post(at("-play", heard), {"choice": "mine"}, **HTMX)
    soup = soup_of(answer)
    assert soup.select_one("#roleplay-stage")
    assert not soup.select("html")
    assert WORDS["mine_why"] in soup.select_one("#roleplay-said").text
    page = soup_of(browser.post(at("-play", heard), {"choice": "mine"}))
    assert (
        page.select_one("#roleplay-stage").text.split()
        == soup.select_one("#roleplay-stage").text.split()
    )


@pytest.mark.parametrize(
    "form", [{"choice": "x"}, {"said": ["wish"], "choice": "mine"}, {}, {"said": ["x"] * 99}]
)
def test_a_reply_that_is_not_offered_begins_anew(browser, heard, form):
    soup = soup_of(browser.post(at("-play", heard), form), 400)
    assert len(soup.select("[name=choice]")) == 3
    heard.refresh_from_db()
    assert heard.state == "ready"


def test_both_seats_complete_the_lesson_once(browser, enrollment, heard):
    assert not LessonCompletion.objects.exists()
    for _ in range(2):  # a double click
        soup_of(browser.post(at("-play", heard), {"choice": "wish"}))
    assert LessonCompletion.objects.get().lesson_id == heard.lesson_id
    heard.refresh_from_db()
    first = heard.played_at
    browser.post(at("-play", heard), {"said": ["mine"], "choice": "leave"})
    heard.refresh_from_db()
    assert heard.played_at == first
    enrollment.refresh_from_db()
    assert enrollment.state == "open"  # it is not required


def test_after_a_withdrawal_it_is_played_and_counts_for_nothing(browser, enrollment, heard):
    Enrollment.objects.filter(pk=enrollment.pk).update(state="withdrawn", withdrawn_at=MONDAY)
    soup_of(browser.post(at("-play", heard), {"choice": "wish"}))
    heard.refresh_from_db()
    assert heard.state == "played"
    assert not LessonCompletion.objects.exists()


def test_what_was_chosen_is_stored_nowhere(browser, heard):
    before = OwnCall.objects.values().get(pk=heard.pk)
    browser.post(at("-play", heard), {"choice": "missed"})
    assert OwnCall.objects.values().get(pk=heard.pk) == before


def test_the_page_after_sets_three_replies_side_by_side(browser, enrollment):
    call = played(enrollment)
    soup = soup_of(browser.get(at("-after", call)))
    told = [one.text for one in soup.select(".own-call-side")]
    assert "heard 5 of 5" in told[1]
    assert WORDS["missed_why"] in told[2]


def test_one_sentence_is_kept_and_can_become_an_intention(browser, enrollment):
    call = played(enrollment)
    form = {"revision": call.revision, "then": "say the date back", "when": ""}
    assert browser.post(at("-after", call), form).url == at("-after", call)
    call.refresh_from_db()
    assert opened(call).next_time == "say the date back"
    assert not Intention.objects.exists()
    uuid = "7f0e8ab0-7f9d-4c57-8d3c-31b4f8b1a111"
    again = {**form, "revision": call.revision, "keep": "yes", "uuid": uuid}
    assert soup_of(browser.post(at("-after", call), again), 400).select("[aria-invalid]")
    again["when"] = "a date was promised"
    for _ in range(2):  # a double click is one sentence
        assert browser.post(at("-after", call), again).status_code == 302
    kept = Intention.objects.get()
    assert (kept.when, kept.then) == ("a date was promised", "say the date back")


def test_two_tabs_of_the_sentence_lose_nothing(browser, enrollment):
    call = played(enrollment)
    browser.post(at("-after", call), {"revision": call.revision, "then": "first tab"})
    page = browser.post(at("-after", call), {"revision": call.revision, "then": "second tab"})
    soup = soup_of(page, 409)
    assert "first tab" in soup.select_one("blockquote").text
    assert soup.select_one("#own-call-then").text.strip() == "second tab"
    call.refresh_from_db()
    assert opened(call).next_time == "first tab"


@pytest.mark.parametrize("field", ["then", "when"])
def test_no_phone_number_in_the_sentence(browser, enrollment, field):
    call = played(enrollment)
    form = {"revision": call.revision, "then": "wait", "when": "x", field: "ring 0171 2345678"}
    soup = soup_of(browser.post(at("-after", call), form), 400)
    assert soup.select_one(".error-summary q").text == "0171 2345678"
    call.refresh_from_db()
    assert opened(call).next_time == ""


def test_calls_are_listed_printed_taken_along_and_deleted(browser, enrollment):
    call = played(enrollment)
    listed = soup_of(browser.get(reverse("practice:own-calls")))
    assert "played from both seats" in listed.text
    paper = soup_of(browser.get(at("-script", call))).select_one(".paper").text
    assert WORDS["wish"] in paper
    assert WORDS["wish_why"] not in paper
    assert "of 5" not in paper
    assert enrollment.learner.legal_name not in paper
    told = json.loads(browser.get(reverse("practice:own-calls-export-json")).content)
    assert told["calls"][0]["words"] == WORDS
    assert told["calls"][0]["ratings"]["wish"] == {"heard": 5, "respected": 5}
    plain = browser.get(reverse("practice:own-calls-export-text")).content.decode()
    assert "What do you wish you had said?\n" + WORDS["wish"] in plain
    assert "On the phone" in plain
    assert browser.get(at("-delete", call)).status_code == 200
    browser.post(at("-delete", call))
    assert not OwnCall.objects.exists()


def test_a_draft_has_no_seats_and_no_paper(browser, enrollment):
    call = begun(enrollment)
    for name in ("-hear", "-play", "-after", "-script"):
        assert browser.get(at(name, call)).url == at("", call)
