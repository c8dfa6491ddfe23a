"""The pages of the practice year, without any script, for the learner alone."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from practice.models import Booster, FollowUp, Intention, ReviewCard, ReviewLog, YearPlan
from practice.services.year.intentions import write_intention
from tests.practice.year.decks import (
    CUE,
    PICK,
    REWRITE,
    card,
    joined,
    practice_of,
    student,
    year_course,
)

HOME = "/my/year/"
LONG_AGO = dt.timedelta(days=10)


@pytest.fixture
def dana_at_work(dana):
    """Dana takes part, and every day is a working day: pages ask the database what day it is."""
    course = year_course()
    student(dana, course, "l1-1")
    joined(dana)
    YearPlan.objects.update(weekdays_off=[])
    return dana


@pytest.fixture
def client(sign_in, dana_at_work):
    return sign_in(dana_at_work)


def page(answer, status=200):
    assert answer.status_code == status
    return BeautifulSoup(answer.content, "html.parser")


def words(element):
    return " ".join(element.text.split())


def form_of(soup, action=None):
    """Return what a form would send as it stands, and where."""
    form = soup.select_one(f"form[action='{action}']" if action else "main form")
    fields = {field["name"]: field.get("value", "") for field in form.select("input[type=hidden]")}
    return form.get("action"), fields


def answer_first(client, number=0, **more):
    soup = page(client.get(f"{HOME}review/"))
    action, fields = form_of(soup)
    choice = soup.select("input[name=choice]")[number]["value"]
    return client.post(action, {**fields, "choice": choice, **more})


# --- taking part


def test_who_does_not_take_part_is_told_what_it_would_be(sign_in, dana):
    student(dana, year_course(), "l1-1")
    client = sign_in(dana)
    soup = page(client.get(HOME))
    assert "Nobody sees what you answer, not even an administrator." in words(soup.main)
    assert client.post(f"{HOME}join/").status_code == 302
    assert client.post(f"{HOME}join/").status_code == 302
    assert YearPlan.objects.filter(learner=dana).count() == 1
    YearPlan.objects.update(weekdays_off=[])
    assert "short reviews" in words(page(client.get(HOME)).main)


def test_without_a_deck_nobody_is_asked_to_join(sign_in, dana):
    soup = page(sign_in(dana).get(HOME))
    assert soup.select_one("main form") is None


def test_who_leaves_is_asked_nothing_and_comes_back_to_their_cards(client, dana_at_work):
    answer_first(client)
    client.post(f"{HOME}leave/")
    assert client.get(f"{HOME}review/").status_code == 302
    assert "Take part" in words(page(client.get(HOME)).main)
    client.post(f"{HOME}join/")
    assert ReviewCard.objects.filter(learner=dana_at_work, reviews=1).count() == 1


# --- reviews


def test_a_review_from_the_first_click_to_the_last(client, dana_at_work):
    soup = page(client.get(HOME))
    assert "2 short reviews" in words(soup.select_one("section.next"))
    answered = answer_first(client)
    assert answered.status_code == 302
    soup = page(client.get(answered["Location"]))
    assert "What your answer does" in words(soup.main)
    assert "Next time:" in words(soup.main)
    assert "Next, 1 left today" in words(soup.main)
    answer_first(client)
    assert "That was it for today" in words(page(client.get(HOME)).main)
    assert client.get(f"{HOME}review/").status_code == 302


def test_the_same_form_sent_twice_leads_to_the_same_feedback(client):
    soup = page(client.get(f"{HOME}review/"))
    action, fields = form_of(soup)
    first = client.post(action, {**fields, "choice": "0"})
    second = client.post(action, {**fields, "choice": "2"})
    assert first["Location"] == second["Location"]
    assert ReviewLog.objects.count() == 1


@pytest.mark.parametrize("bad", [{"choice": ""}, {"choice": "99"}, {"choice": "x"}, {"seen": "x"}])
def test_what_is_no_answer_is_said_on_the_page(client, bad):
    action, fields = form_of(page(client.get(f"{HOME}review/")))
    soup = page(client.post(action, {**fields, "choice": "0", **bad}), status=400)
    assert "Please choose one of the answers." in words(soup.select_one("[role=alert]"))
    assert not ReviewLog.objects.exists()


@pytest.mark.parametrize("bad", [{"seen": "7"}, {"seen": "-1"}, {"variant": "zz"}, {"variant": ""}])
def test_a_page_that_is_out_of_date_leads_to_what_comes_next(client, bad):
    action, fields = form_of(page(client.get(f"{HOME}review/")))
    assert client.post(action, {**fields, "choice": "0", **bad}).status_code == 302
    assert not ReviewLog.objects.exists()


@pytest.mark.parametrize(
    ("variant", "choice", "shown", "told"),
    [
        (PICK, "2", "The third time. That wears one down.", "Takes the mask for it."),
        (CUE, "1", "I'll wait.", "One word holds all the times before."),
        (REWRITE, "3", "We apologize for any inconvenience.", "It is their word, given back."),
    ],
)
def test_each_kind_of_variant_is_shown_and_told(dana, sign_in, variant, choice, shown, told):
    variants = [{**variant, "id": id_} for id_ in "abc"]
    course = year_course(cards=[{**card(1), "variants": variants}])
    student(dana, course, "l1-1")
    joined(dana)
    YearPlan.objects.update(weekdays_off=[])
    client = sign_in(dana)
    soup = page(client.get(f"{HOME}review/"))
    assert variant["ask"] in words(soup.main)
    assert shown in words(soup.main)
    assert (soup.select_one("textarea") is not None) == (variant is REWRITE)
    assert all(area.get("name") is None for area in soup.select("textarea"))
    action, fields = form_of(soup)
    place = client.post(action, {**fields, "choice": choice, "sure": "yes"})["Location"]
    assert told in words(page(client.get(place)).main)


def year_course_again():
    from courses.models import Course

    return Course.objects.get(slug="empathy")


def test_a_review_of_somebody_else_is_not_there(client, sign_in, milo):
    place = answer_first(client)["Location"]
    assert client.get(place).status_code == 200
    other = sign_in(milo)
    assert other.get(place).status_code == 404
    assert other.get(f"{HOME}reviews/{uuid.uuid4()}/").status_code == 404


def test_cards_that_are_nobodys_are_404(client):
    for place in ("cards/empathy/none/", "cards/none/card-1/"):
        assert client.post(f"{HOME}{place}", {"choice": "0", "seen": "0"}).status_code == 404


def test_a_day_off_shows_nothing_to_do(client):
    today = timezone.now().date()
    YearPlan.objects.update(away_from_on=today - LONG_AGO, away_until_on=today + LONG_AGO)
    assert "A day off" in words(page(client.get(HOME)).main)
    assert client.get(f"{HOME}review/").status_code == 302
    assert "Nothing is asked on a day off." in words(page(client.get("/learn/")).main)


def test_a_pile_offers_a_fresh_start_and_names_no_number(client, dana_at_work):
    course = year_course_again()
    for number in range(1, 6):
        ReviewCard.objects.create(
            learner=dana_at_work, course=course, card=f"card-{number}", seed=number, reviews=1,
            due_on=dt.date(2020, 1, number),
        )  # fmt: skip
    soup = page(client.get(HOME))
    assert "Some cards have waited a while" in words(soup.main)
    assert soup.select_one("figure.year-ahead svg path") is not None
    assert client.post(f"{HOME}fresh-start/").status_code == 302
    assert "Some cards have waited" not in words(page(client.get(HOME)).main)


# --- today


def test_today_holds_at_most_three_short_reviews(client, dana_at_work):
    soup = page(client.get("/learn/"))
    section = soup.select_one("section[aria-labelledby=practice-title]")
    assert "2 short reviews" in words(section)
    assert section.select_one("a.row")["href"] == f"{HOME}review/"
    assert len(practice_of(dana_at_work).asked) <= 3


def test_today_says_nothing_to_who_does_not_take_part(sign_in, dana):
    student(dana, year_course(), "l1-1")
    assert "Today’s practice" not in sign_in(dana).get("/learn/").content.decode()


@pytest.mark.parametrize("place", ["/learn/", HOME, f"{HOME}review/", f"{HOME}intentions/",
                                   f"{HOME}settings/"])  # fmt: skip
def test_at_most_eight_queries(client, place, django_assert_max_num_queries):
    client.get(place)  # decks and outlines are read once per process
    with django_assert_max_num_queries(8):
        assert client.get(place).status_code == 200


def test_at_most_eight_queries_for_feedback_and_booster(
    client, dana_at_work, django_assert_max_num_queries
):
    place = answer_first(client)["Location"]
    row = _booster(dana_at_work)
    for where in (place, f"{HOME}boosters/{row.uuid}/"):
        with django_assert_max_num_queries(8):
            assert client.get(where).status_code == 200


# --- boosters


def _booster(person, *, days=-1):
    today = timezone.now().date()
    return Booster.objects.create(
        learner=person, course=year_course_again(), day=7, due_on=today + dt.timedelta(days=days)
    )


def test_a_booster_is_done_once_and_says_so(client, dana_at_work):
    row = _booster(dana_at_work)
    place = f"{HOME}boosters/{row.uuid}/"
    soup = page(client.get(place))
    assert [words(title) for title in soup.select("h2")] == [
        "1. One scene", "2. One paraphrase", "3. One thought",
    ]  # fmt: skip
    assert soup.select_one("textarea").get("name") is None
    assert client.post(place, {"skill": "act"}).status_code == 302
    assert client.post(place, {"skill": "act"}).status_code == 302
    client.post(place, {"leave_out": "yes"})
    row.refresh_from_db()
    assert (row.state, row.skill) == ("done", "act")
    assert client.get(place).status_code == 200


def test_before_its_day_a_booster_says_when(client, dana_at_work):
    row = _booster(dana_at_work, days=9)
    place = f"{HOME}boosters/{row.uuid}/"
    assert "It comes on" in words(page(client.get(place)).main)
    client.post(place, {})
    row.refresh_from_db()
    assert row.state == "planned"


def test_a_lesson_tells_of_the_booster_and_leads_there(client, dana_at_work):
    enrollment = dana_at_work.enrollments.get()
    place = reverse("enrollments:lesson", args=[enrollment.uuid, "m9-booster-7"])
    assert "after you complete the course" in words(page(client.get(place)).main)
    row = _booster(dana_at_work)
    link = page(client.get(place)).select_one("article a.button")
    assert link["href"] == f"{HOME}boosters/{row.uuid}/"
    deck = reverse("enrollments:lesson", args=[enrollment.uuid, "m9-refreshers"])
    assert "8 cards" in words(page(client.get(deck)).main)


# --- sentences


def test_a_sentence_is_kept_asked_for_and_deleted(client, dana_at_work):
    _, fields = form_of(page(client.get(f"{HOME}intentions/")))
    said = {**fields, "when": "a caller sighs", "then": "wait one breath"}
    for _ in range(2):  # pressed twice
        assert client.post(f"{HOME}intentions/", said).status_code == 302
    row = Intention.objects.get()
    assert b"sighs" not in bytes(row.when_sealed)
    soup = page(client.get(f"{HOME}intentions/"))
    assert "When a caller sighs, I will wait one breath" in words(soup.main)
    follow_up = FollowUp.objects.get(day=7)
    place = f"{HOME}follow-ups/{follow_up.uuid}/"
    assert "wait one breath" in words(page(client.get(place)).main)
    page(client.post(place, {"answer": "perhaps"}), status=400)
    client.post(place, {"answer": "used", "note": "It was quiet."})
    client.post(place, {"answer": "not_used"})  # what was said first counts
    follow_up.refresh_from_db()
    assert (follow_up.answer, follow_up.note) == ("used", "It was quiet.")
    assert b"quiet" not in bytes(follow_up.note_sealed)
    assert client.post(f"{HOME}intentions/{row.uuid}/delete/").status_code == 302
    assert not Intention.objects.exists()
    assert not FollowUp.objects.exists()


@pytest.mark.parametrize("bad", [{"when": ""}, {"then": "  "}, {"when": "x" * 301}])
def test_half_a_sentence_is_refused_and_what_was_typed_stays(client, bad):
    _, fields = form_of(page(client.get(f"{HOME}intentions/")))
    said = {**fields, "when": "they sigh", "then": "wait", **bad}
    soup = page(client.post(f"{HOME}intentions/", said), status=400)
    assert soup.select_one(".field.invalid [role=alert]")
    assert soup.select_one("#year-then")["value"] == said["then"]
    assert not Intention.objects.exists()


def test_a_sentence_of_somebody_else_is_not_there(client, dana_at_work, sign_in, ada):
    row = write_intention(uuid=uuid.uuid4(), when="x", then="y", by=dana_at_work, at=timezone.now())
    other = sign_in(ada)
    assert other.post(f"{HOME}intentions/{row.uuid}/delete/").status_code == 404
    for follow_up in row.follow_ups.all():
        assert other.get(f"{HOME}follow-ups/{follow_up.uuid}/").status_code == 404
    said = {"uuid": str(row.uuid), "when": "mine", "then": "too"}
    assert other.post(f"{HOME}intentions/", said).status_code == 400
    assert Intention.objects.get().when == "x"


# --- settings


def test_settings_are_kept_and_what_is_wrong_is_said_at_its_field(client):
    soup = page(client.get(f"{HOME}settings/"))
    assert len(soup.select("input[name=weekdays_off]")) == 7
    good = {"daily": "5", "weekdays_off": ["1", "7"], "away_from": "2026-08-01",
            "away_until": "2026-08-21"}  # fmt: skip
    assert client.post(f"{HOME}settings/", good).status_code == 302
    plan = YearPlan.objects.get()
    assert (plan.daily, plan.weekdays_off) == (5, [1, 7])
    for bad in (
        {"daily": "6"}, {"daily": "x"}, {"weekdays_off": [str(n) for n in range(1, 8)]},
        {"away_until": ""}, {"away_until": "2026-07-01"}, {"away_until": "2027-12-01"},
        {"away_from": "yesterday"}, {"weekdays_off": ["9"]},
    ):  # fmt: skip
        soup = page(client.post(f"{HOME}settings/", {**good, **bad}), status=400)
        assert soup.select_one(".field.invalid")
    assert YearPlan.objects.get().daily == 5


def test_reminders_are_asked_for_and_stopped_by_anybody_with_the_link(client):
    wish = {"is_nudged": "on", "hour": "9", "quiet_from": "19", "quiet_until": "7"}
    assert client.post(f"{HOME}reminders/", wish).status_code == 302
    plan = YearPlan.objects.get()
    assert plan.next_nudge_at > timezone.now()
    page(client.post(f"{HOME}reminders/", {**wish, "hour": "22"}), status=400)
    from django.test import Client

    stranger = Client(enforce_csrf_checks=True)
    place = f"{HOME}stop/{plan.stop_token}/"
    assert "Stop reminders" in words(page(stranger.get(place)).main)
    assert YearPlan.objects.get().is_nudged
    for _ in range(2):
        soup = page(stranger.post(place, {"List-Unsubscribe": "One-Click"}))
        assert "No more reminders are sent." in words(soup.main)
    plan.refresh_from_db()
    assert (plan.is_nudged, plan.next_nudge_at) == (False, None)
    assert stranger.post(f"{HOME}stop/{uuid.uuid4()}/").status_code == 404
