"""Answering: once, within the limits of the day, on working days, for whoever takes part."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from common.errors import InvalidInput
from enrollments.services.withdraw import withdraw
from practice.models import ReviewCard, ReviewLog, YearPlan
from practice.selectors.year.decks import cards_of
from practice.selectors.year.mine import my_year
from practice.services.year import answer_review as module
from practice.services.year.answer_review import Answer, answer_review
from practice.services.year.join import leave
from practice.services.year.refusals import DayOff, EnoughForToday, NotDue, NotTakingPart
from practice.services.year.start_afresh import start_afresh
from tests.practice.year.decks import (
    MONDAY,
    answered,
    deck_of,
    joined,
    student,
    studies_of,
    year_course,
)

DAY = dt.timedelta(days=1)
SATURDAY = MONDAY + 5 * DAY


def test_a_first_review_begins_the_card_and_says_when_it_comes_again(learner):
    log = answered(learner, "card-1", quality="best", is_sure=True)
    row = ReviewCard.objects.get(learner=learner, card="card-1")
    assert (row.reviews, log.ordinal, log.place, log.new_place) == (1, 1, 1, 1)
    assert row.latest_variant == log.variant
    assert row.due_on > MONDAY.date()
    assert row.due_on.isoweekday() < 6
    assert row.memory["last_on"] == "2026-03-09"


def test_a_weak_answer_comes_again_soon(learner):
    assert answered(learner, "card-1", quality="poor").rating <= 2
    row = ReviewCard.objects.get(learner=learner, card="card-1")
    assert (row.due_on - MONDAY.date()).days <= 2


def test_a_double_click_is_one_review(learner):
    first = answered(learner, "card-1")
    second = answered(learner, "card-1", quality="poor", seen=0)
    assert first == second
    assert ReviewLog.objects.count() == 1
    assert ReviewCard.objects.get(card="card-1").reviews == 1


def test_the_second_variant_is_another_one(learner):
    first = answered(learner, "card-1", quality="poor")
    row = ReviewCard.objects.get(card="card-1")
    again = dt.datetime.combine(row.due_on, dt.time(10), tzinfo=dt.UTC)
    assert answered(learner, "card-1", at=again).variant != first.variant


def test_an_old_variant_is_not_taken_for_the_one_that_is_asked(learner):
    card = deck_of(learner)["card-1"]
    wanted = answered(learner, "card-1", quality="poor").variant
    row = ReviewCard.objects.get(card="card-1")
    again = dt.datetime.combine(row.due_on, dt.time(10), tzinfo=dt.UTC)
    stale = Answer(variant=wanted, choice=0, is_sure=False, seen=1)
    with pytest.raises(NotDue):
        answer_review(by=learner, card=card, answer=stale, at=again)


def test_two_new_cards_a_day_and_three_reviews(learner):
    answered(learner, "card-1", quality="poor")
    answered(learner, "card-2", quality="poor")
    with pytest.raises(EnoughForToday):
        answered(learner, "card-3")
    due = max(ReviewCard.objects.values_list("due_on", flat=True))
    later = dt.datetime.combine(due, dt.time(10), tzinfo=dt.UTC)
    for id_ in ("card-1", "card-2", "card-3"):
        answered(learner, id_, at=later)
    with pytest.raises(EnoughForToday):
        answered(learner, "card-4", at=later)


def test_a_wish_for_five_is_kept_and_still_two_are_new(learner):
    YearPlan.objects.update(daily=5)
    for id_ in ("card-1", "card-2"):
        answered(learner, id_)
    with pytest.raises(EnoughForToday):
        answered(learner, "card-3")


def test_nothing_is_taken_on_a_day_off_before_its_day_or_from_who_left(learner):
    with pytest.raises(DayOff):
        answered(learner, "card-1", at=SATURDAY)
    answered(learner, "card-1", is_sure=True)
    with pytest.raises(NotDue):
        answered(learner, "card-1", at=MONDAY + DAY)
    card = deck_of(learner)["card-2"]
    leave(by=learner, at=MONDAY)
    answer = Answer(variant="a", choice=0, is_sure=False, seen=0)
    with pytest.raises(NotTakingPart):
        answer_review(by=learner, card=card, answer=answer, at=MONDAY)


def test_a_card_of_a_module_that_is_not_done_is_not_asked(learner):
    card = deck_of(learner)["card-7"]
    assert not card.is_open
    with pytest.raises(NotDue):
        answered(learner, "card-7")


@pytest.mark.parametrize("choice", [-1, 4, 10**9])
def test_a_choice_that_is_not_there_is_refused(learner, choice):
    card = deck_of(learner)["card-1"]
    from tests.practice.year.decks import practice_of

    variant, _ = practice_of(learner).year.variant_of(card, learner=learner)
    answer = Answer(variant=variant, choice=choice, is_sure=False, seen=0)
    with pytest.raises(InvalidInput):
        answer_review(by=learner, card=card, answer=answer, at=MONDAY)
    assert not ReviewCard.objects.exists()


def test_the_day_is_the_persons_own(learner):
    type(learner).objects.filter(pk=learner.pk).update(time_zone="Pacific/Auckland")
    learner.refresh_from_db()
    friday_evening = dt.datetime(2026, 3, 13, 20, 0, tzinfo=dt.UTC)  # Saturday in Auckland
    with pytest.raises(DayOff):
        answered(learner, "card-1", at=friday_evening)


def test_who_flies_west_into_a_day_that_was_full_is_asked_nothing_more(learner):
    answered(learner, "card-1")
    card = ReviewCard.objects.get()
    for number, day in enumerate((MONDAY.date(), MONDAY.date() + DAY), start=1):
        for place in range(1, 6):
            if (number, place) != (1, 1):
                ReviewLog.objects.create(
                    learner=learner, card=card, ordinal=10 * number + place, variant="a",
                    choice=0, skill="act", rating=3, is_sure=False, reviewed_on=day, place=place,
                    daily=5, reviewed_at=MONDAY + dt.timedelta(hours=number, minutes=place),
                )  # fmt: skip
    YearPlan.objects.update(daily=5)
    at = MONDAY + dt.timedelta(hours=3)  # Monday where they landed, and Tuesday where they began
    year = my_year(learner, at=at)
    assert year.done.total == 5
    assert year.asked(cards_of(studies_of(learner))) == []


def test_after_a_break_the_pile_is_spread_by_itself(learner):
    for number in range(3):
        day = MONDAY + number * DAY
        for id_ in (f"card-{2 * number + 1}", f"card-{2 * number + 2}"):
            answered(learner, id_, at=day, quality="poor")
    back = MONDAY + dt.timedelta(days=42)
    answered(learner, "card-1", at=back)
    due = list(ReviewCard.objects.values_list("due_on", flat=True))
    assert all(day >= back.date() for day in due)
    assert max(due.count(day) for day in due) <= 2


def test_a_fresh_start_moves_what_is_late_once(learner):
    for id_ in ("card-1", "card-2"):
        answered(learner, id_, quality="poor")
    ReviewCard.objects.update(due_on=MONDAY.date() - 9 * DAY)
    later = MONDAY + DAY
    assert start_afresh(by=learner, at=later) == 2
    assert start_afresh(by=learner, at=later) == 0
    assert min(ReviewCard.objects.values_list("due_on", flat=True)) >= later.date()


def test_a_fresh_start_keeps_no_places_for_a_course_that_was_left(learner):
    answered(learner, "card-1", quality="poor")
    other = year_course("other")
    left = student(learner, other, "l1-1")
    for number in range(1, 9):
        ReviewCard.objects.create(
            learner=learner, course=other, card=f"card-{number}", seed=number, reviews=1,
            due_on=MONDAY.date() - 20 * DAY,
        )  # fmt: skip
    mine = ReviewCard.objects.exclude(course=other)
    mine.update(due_on=MONDAY.date() - 9 * DAY)
    withdraw(enrollment=left, by=None, at=MONDAY)
    later = MONDAY + DAY
    assert start_afresh(by=learner, at=later) == 1
    assert mine.get().due_on == later.date()


# --- at once


@pytest.mark.django_db(transaction=True)
def test_two_tabs_at_once_are_one_review(dana):
    learner = _ready(dana)
    assert _at_once(learner, ["card-1"] * 6) == {1}
    assert ReviewLog.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_six_cards_at_once_stay_within_the_day(dana):
    learner = _ready(dana)
    _at_once(learner, [f"card-{n}" for n in range(1, 7)])
    assert ReviewLog.objects.count() == 2  # all of them are new
    assert set(ReviewLog.objects.values_list("new_place", flat=True)) == {1, 2}


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_the_database_still_counts_places(dana, monkeypatch):
    """Negative control: the lock makes it orderly, the constraints make it true."""
    learner = _ready(dana)
    rows = type(YearPlan.objects.all())
    monkeypatch.setattr(rows, "select_for_update", lambda self, *a, **k: self)
    _at_once(learner, [f"card-{n}" for n in range(1, 7)])
    assert 1 <= ReviewLog.objects.count() <= 2
    assert module.MOST_NEW == 2


def _ready(dana):
    student(dana, year_course(), "l1-1")
    joined(dana)
    return dana


def _at_once(learner, ids) -> set[int]:
    """Answer from as many threads as there are ids; return the ordinals that came out."""
    deck = deck_of(learner)
    from tests.practice.year.decks import practice_of

    practice = practice_of(learner)
    answers = [(deck[id_], practice.year.variant_of(deck[id_], learner=learner)[0]) for id_ in ids]

    def act(pair):
        card, variant = pair
        answer = Answer(variant=variant, choice=0, is_sure=False, seen=0)
        try:
            return answer_review(by=learner, card=card, answer=answer, at=MONDAY).ordinal
        except Exception as refused:
            return type(refused).__name__
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(ids)) as pool:
        found = list(pool.map(act, answers))
    assert connection.is_usable()
    return {ordinal for ordinal in found if isinstance(ordinal, int)}
