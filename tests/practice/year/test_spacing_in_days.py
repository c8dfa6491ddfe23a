"""The engine: whole days, nothing on days off, the same answers give the same days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.spacing import memory
from practice.spacing.memory import LONGEST_INTERVAL, Memory, review
from practice.spacing.rating import QUALITIES, Rating, has_slipped, rating_of
from practice.spacing.working_days import DaysOff

START = date(2026, 1, 5)
EVERY_DAY = DaysOff(weekdays=frozenset())
DAYS = st.dates(min_value=date(2025, 1, 1), max_value=date(2027, 12, 31))
RATINGS = st.lists(st.sampled_from(list(Rating)), min_size=1, max_size=12)


def intervals(ratings, *, days_off=EVERY_DAY, seed=1):
    found, before, day = [], None, START
    for nth, rating in enumerate(ratings):
        after = review(before, rating, on=day, days_off=days_off, seed=seed, nth=nth)
        found.append((after.due_on - day).days)
        before, day = after.memory, after.due_on
    return found


def test_four_good_answers_come_after_the_days_that_were_measured(monkeypatch):
    monkeypatch.setattr(memory, "fuzzed", lambda days, **_: days)
    assert intervals([Rating.GOOD] * 4) == [4, 31, 90, 90]


def test_again_is_tomorrow_and_hard_the_day_after():
    assert intervals([Rating.AGAIN]) == [1]
    assert intervals([Rating.HARD]) == [2]
    assert intervals([Rating.GOOD, Rating.AGAIN])[1] == 1


@given(ratings=RATINGS, seed=st.integers(0, 2**31 - 1))
def test_the_same_seed_gives_the_same_days_and_none_is_beyond_ninety(ratings, seed):
    first = intervals(ratings, seed=seed)
    assert first == intervals(ratings, seed=seed)
    assert all(1 <= days <= LONGEST_INTERVAL for days in first)


def test_other_seeds_spread_what_was_learned_together():
    assert len({tuple(intervals([Rating.GOOD] * 3, seed=seed)) for seed in range(20)}) > 5


@given(
    ratings=RATINGS, weekdays=st.frozensets(st.integers(1, 7), max_size=6), away=DAYS,
    length=st.integers(0, 40),
)  # fmt: skip
def test_nothing_is_ever_due_on_a_day_off(ratings, weekdays, away, length):
    days_off = DaysOff(weekdays, away, away + timedelta(days=length))
    before, day = None, days_off.on_or_after(START)
    for nth, rating in enumerate(ratings):
        after = review(before, rating, on=day, days_off=days_off, seed=7, nth=nth)
        assert not days_off.has(after.due_on)
        assert after.due_on > day
        before, day = after.memory, after.due_on


def test_without_the_calendar_a_due_day_would_fall_on_a_weekend():
    """Negative control: it is the calendar that moves it."""
    friday = date(2026, 1, 9)
    plain = review(None, Rating.AGAIN, on=friday, days_off=EVERY_DAY, seed=1, nth=0)
    moved = review(None, Rating.AGAIN, on=friday, days_off=DaysOff(), seed=1, nth=0)
    assert plain.due_on.isoweekday() == 6
    assert moved.due_on == date(2026, 1, 12)


def test_a_week_without_a_working_day_is_refused():
    with pytest.raises(ValueError, match="not all of them"):
        DaysOff(frozenset(range(1, 8)))


def test_what_is_stored_comes_back_as_it_was():
    after = review(None, Rating.GOOD, on=START, days_off=EVERY_DAY, seed=1, nth=0).memory
    assert Memory.from_json(after.to_json()) == after


def test_ratings_are_read_from_answers():
    plain = [rating_of(quality, is_sure=False) for quality in QUALITIES]
    assert plain == [Rating.GOOD, Rating.GOOD, Rating.HARD, Rating.AGAIN]
    sure = [rating_of(quality, is_sure=True) for quality in QUALITIES]
    assert sure == [Rating.EASY, Rating.GOOD, Rating.HARD, Rating.AGAIN]
    assert [has_slipped(rating) for rating in Rating] == [True, True, False, False]
