"""A year of a thousand people: small days, shrinking backlogs, and nothing on a day off."""

from __future__ import annotations

from datetime import date

import pytest

from practice.spacing.simulation.year import simulate

pytestmark = pytest.mark.slow
START = date(2026, 1, 5)


@pytest.fixture(scope="module")
def year():
    return simulate(learners=1000, cards=45, start=START)


def test_no_day_is_ever_too_full(year):
    assert year.learners == 1000
    assert year.reviews > 200_000
    assert year.beyond_limit == 0
    assert year.most_in_a_day <= 5
    assert year.most_new_in_a_day <= 2


def test_nobody_is_asked_on_a_day_off(year):
    assert year.on_days_off == 0


def test_the_load_falls_once_the_cards_are_known(year):
    assert year.a_day_later < year.a_day_at_first


def test_a_backlog_shrinks_after_a_break(year):
    assert year.returns > 200
    assert year.backlog_at_return > 10
    assert year.backlog_after < year.backlog_at_return / 5
    assert year.grown < year.returns / 20


def test_every_kind_of_person_gets_a_year(year):
    assert set(year.by_kind) == {"diligent", "busy", "holiday", "sick", "returning", "leaving"}
    assert year.by_kind["leaving"] < year.by_kind["returning"] < year.by_kind["diligent"]


def test_the_same_seed_is_the_same_year():
    first = simulate(learners=12, cards=20, start=START, seed=3)
    assert first == simulate(learners=12, cards=20, start=START, seed=3)
    assert first != simulate(learners=12, cards=20, start=START, seed=4)
