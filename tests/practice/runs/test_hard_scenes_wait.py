"""The intensity cap, and a day between two hard scenes."""

from __future__ import annotations

import datetime as dt

import pytest

from common.errors import InvalidInput
from practice.models import Run
from practice.selectors.runs import limits
from practice.services.runs.leave import step_out
from practice.services.runs.refusals import AboveCap, TooSoon
from practice.services.runs.retry_from import retry_from
from practice.services.runs.set_comfort import set_comfort
from tests.practice.runs.conftest import begin, later, play, say
from tests.practice.scenario.conftest import PARCEL
from tests.practice.scenes import course_with, enrolled, scenario_in
from tests.support.factories import SPRING

HARD = PARCEL.replace("intensity: 2", "intensity: 4")
OTHER = HARD.replace("id: parcel-birthday", "id: parcel-again")


@pytest.fixture
def enrollment(dana, db):
    return enrolled(course_with(HARD, OTHER, PARCEL), dana)


def allow(person, cap=5):
    return set_comfort(
        by=person, intensity_cap=cap, shows_meters=True, shows_timer=True, shows_voice=True
    )


def begin_at(enrollment, key, at):
    return begin(enrollment, scenario_in(enrollment, key), at=at)


def test_a_scene_above_the_cap_is_refused_until_the_learner_raises_it(enrollment, dana):
    with pytest.raises(AboveCap, match="Read it instead"):
        begin(enrollment)
    allow(dana, cap=4)
    assert begin(enrollment).state == Run.State.PLAYING


@pytest.mark.parametrize("cap", [0, 6, "x", None, True, "12", 3.5])
def test_a_cap_is_a_number_from_one_to_five(dana, cap):
    with pytest.raises(InvalidInput):
        allow(dana, cap)


def test_two_hard_scenes_are_a_day_apart(enrollment, dana):
    allow(dana)
    step_out(run=begin_at(enrollment, "r1-1", SPRING), by=dana, at=later(10))
    end = later(10)
    with pytest.raises(TooSoon, match="3 March 2026 at 09:10") as refused:
        begin_at(enrollment, "r1-2", end + dt.timedelta(hours=23, minutes=59))
    assert refused.value.opens_at == end + dt.timedelta(hours=24)
    assert begin_at(enrollment, "r1-3", later(11)).state == Run.State.PLAYING  # a calm one
    assert begin_at(enrollment, "r1-2", end + dt.timedelta(hours=24)).state == Run.State.PLAYING


def test_a_scene_gone_on_with_counts_from_its_latest_turn(enrollment, dana):
    allow(dana)
    old = begin_at(enrollment, "r1-1", SPRING)
    say(old, "a", at=SPRING + dt.timedelta(hours=30))
    with pytest.raises(TooSoon) as refused:
        begin_at(enrollment, "r1-2", SPRING + dt.timedelta(hours=31))
    assert refused.value.opens_at == SPRING + dt.timedelta(hours=54)


def test_the_same_scene_again_is_no_second_one(enrollment, dana):
    allow(dana)
    run = play(begin_at(enrollment, "r1-1", SPRING))
    retry_from(run=run, turn=1, by=dana, at=later(60))
    assert begin_at(enrollment, "r1-1", later(90)).ordinal == 3
    with pytest.raises(TooSoon):
        begin_at(enrollment, "r1-2", later(100))


def test_an_old_hard_scene_cannot_be_retried_beside_a_new_one(enrollment, dana):
    allow(dana)
    old = play(begin_at(enrollment, "r1-1", SPRING - dt.timedelta(days=9)))
    begin_at(enrollment, "r1-2", later(60 * 24 * 2))
    with pytest.raises(TooSoon):
        retry_from(run=old, turn=1, by=dana, at=later(60 * 24 * 2 + 5))


def test_control_without_the_wait_both_begin(enrollment, dana, monkeypatch):
    allow(dana)
    monkeypatch.setattr(limits, "WAIT", dt.timedelta(0))
    begin_at(enrollment, "r1-1", SPRING)
    assert begin_at(enrollment, "r1-2", later(1)).state == Run.State.PLAYING
