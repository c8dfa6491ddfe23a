"""The engine of a day: limits, order, a fresh start, variants, and which skill slips."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.spacing import ahead
from practice.spacing.answers import quality_of
from practice.spacing.day import Done, Limits, is_back_after_a_break, todays
from practice.spacing.skills import Tally, weakest
from practice.spacing.variants import next_variant
from practice.spacing.working_days import DaysOff
from tests.practice.year.decks import CUE, PICK, REWRITE

MONDAY = date(2026, 3, 9)
NOTHING = Done()
LATE = st.dictionaries(st.integers(0, 60), st.integers(-90, 30).map(
    lambda days: MONDAY + timedelta(days=days)), max_size=50)  # fmt: skip


def asked(due, new=(), *, done=NOTHING, daily=3, today=MONDAY):
    return todays(
        today=today, due=due, new=list(new), done=done, limits=Limits(daily=daily),
        days_off=DaysOff(),
    )  # fmt: skip


def test_reviews_come_before_new_cards_and_the_longest_waiting_first():
    due = {"c": MONDAY, "a": MONDAY - timedelta(days=9), "later": MONDAY + timedelta(days=1)}
    assert asked(due, ["new-1", "new-2"]) == ["a", "c", "new-1"]


def test_two_are_new_at_most_and_what_was_done_counts():
    assert asked({}, "xyz") == ["x", "y"]
    assert asked({}, "xyz", done=Done(total=1, new=1)) == ["x"]
    assert asked({}, "xyz", done=Done(total=2, new=2)) == []
    assert asked({"a": MONDAY}, "xyz", done=Done(total=3)) == []


def test_a_day_off_holds_nothing():
    assert asked({"a": MONDAY}, "xyz", today=date(2026, 3, 14)) == []


@given(due=LATE, new=st.lists(st.integers(100, 130), unique=True), daily=st.integers(1, 5))
def test_no_day_ever_asks_for_more_than_its_limit(due, new, daily):
    found = asked(due, new, daily=daily)
    assert len(found) <= daily
    assert sum(key >= 100 for key in found) <= 2
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("wrong", [{"daily": 6}, {"daily": 0}, {"new": 3}])
def test_limits_beyond_the_promise_are_refused(wrong):
    with pytest.raises(ValueError, match="at most"):
        Limits(**wrong)


@given(due=LATE, daily=st.integers(1, 5), done=st.integers(0, 3))
def test_a_fresh_start_leaves_nothing_late_and_fills_no_day_beyond_its_limit(due, daily, done):
    moved = ahead.fresh_start(due, today=MONDAY, daily=daily, days_off=DaysOff(), done=done)
    after = due | moved
    assert all(day >= MONDAY for day in after.values())
    assert all(not DaysOff().has(day) for day in moved.values())
    load = Counter(after.values())
    already = Counter(day for day in due.values() if day >= MONDAY)
    assert all(load[day] <= max(daily, already[day]) for day in moved.values())
    again = ahead.fresh_start(after, today=MONDAY, daily=daily, days_off=DaysOff(), done=done)
    assert again == {}


@given(due=LATE, daily=st.integers(1, 5))
def test_what_lies_ahead_is_drawn_as_it_will_be_asked(due, daily):
    placed = ahead.spread(due, today=MONDAY, daily=daily, days_off=DaysOff())
    assert placed.keys() == due.keys()
    assert max(Counter(placed.values()).values(), default=0) <= daily
    assert all(day >= max(MONDAY, due[key]) for key, day in placed.items())


def test_a_break_is_a_working_week_without_a_review():
    friday = MONDAY - timedelta(days=3)
    assert not is_back_after_a_break(None, today=MONDAY, days_off=DaysOff())
    assert not is_back_after_a_break(friday, today=MONDAY, days_off=DaysOff())
    assert is_back_after_a_break(MONDAY - timedelta(days=10), today=MONDAY, days_off=DaysOff())
    away = DaysOff(away_from=MONDAY - timedelta(days=14), away_until=MONDAY - timedelta(days=1))
    assert not is_back_after_a_break(MONDAY - timedelta(days=17), today=MONDAY, days_off=away)


@given(seed=st.integers(0, 2**31 - 1), count=st.integers(2, 8), reviews=st.integers(3, 40))
def test_no_variant_comes_twice_in_a_row_and_all_of_them_come(seed, count, reviews):
    ids = [f"v{n}" for n in range(count)]
    shown, latest = [], ""
    for nth in range(reviews):
        latest = next_variant(ids, latest=latest, seed=seed, nth=nth)
        shown.append(latest)
    assert all(a != b for a, b in pairwise(shown))
    assert len(set(shown[: 2 * count])) == count or reviews < 2 * count


def test_answers_have_the_quality_that_their_author_gave():
    assert [quality_of(PICK, n) for n in range(3)] == ["best", "ok", "poor"]
    assert [quality_of(CUE, n) for n in range(3)] == ["ok", "poor", "best"]
    assert [quality_of(REWRITE, n) for n in range(4)] == ["poor", "weak", "ok", "best"]
    for variant in (PICK, CUE, REWRITE):
        for wrong in (-1, 4, 99):
            with pytest.raises(ValueError, match="a choice from 0"):
                quality_of(variant, wrong)


def test_the_weakest_skill_needs_evidence():
    assert weakest([Tally("act", 4, 4)]) is None
    assert weakest([Tally("act", 3, 3), Tally("act", 2, 0)]) == Tally("act", 5, 3)
    assert weakest([Tally("act", 50, 0), Tally("own", 9, 0)]) is None
    found = weakest([Tally("act", 5, 3), Tally("own", 50, 32), Tally("notice", 40, 2)])
    assert found == Tally("own", 50, 32)
