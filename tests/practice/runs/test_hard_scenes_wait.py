"""The intensity cap, and a day between two hard scenes."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from common.errors import InvalidInput
from practice.models import Run
from practice.selectors.runs import limits
from practice.services.runs.leave import step_out
from practice.services.runs.prepare_turn import prepare_turn
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


def test_a_hard_scene_left_open_waits_for_a_day_after_another(enrollment, dana):
    allow(dana)
    left = begin_at(enrollment, "r1-1", SPRING)
    two_days = dt.timedelta(days=2)
    step_out(run=begin_at(enrollment, "r1-2", SPRING + two_days), by=dana, at=SPRING + two_days)
    soon, later_on = SPRING + two_days + dt.timedelta(hours=23), SPRING + two_days * 1.5
    for act in (
        lambda: say(left, "a", at=soon),
        lambda: prepare_turn(run=left, turns_taken=0, by=dana, at=soon, wrote="I hear you."),
    ):
        with pytest.raises(TooSoon) as refused:
            act()
        assert refused.value.opens_at == later_on
    assert left.turns.count() == 0
    assert say(left, "a", at=later_on).run.turns_taken == 1


def test_the_page_of_a_hard_scene_left_open_leads_to_its_briefing(enrollment, dana, sign_in):
    allow(dana)
    now = timezone.now()
    left = begin_at(enrollment, "r1-1", now - dt.timedelta(days=2))
    client = sign_in(dana)
    stage = reverse("practice:stage", args=[left.uuid])
    assert client.get(stage).status_code == 200
    begin_at(enrollment, "r1-2", now - dt.timedelta(hours=1))
    answer = client.get(stage, follow=True)
    place = reverse("enrollments:lesson", args=[enrollment.uuid, "r1-1"])
    assert answer.redirect_chain == [(place, 302)]
    page = answer.content.decode()
    assert "You played a hard scene within the last 24 hours." in page
    assert "Go on with the scene" not in page
    calm = begin_at(enrollment, "r1-3", now)
    assert client.get(reverse("practice:stage", args=[calm.uuid])).status_code == 200


def test_control_without_the_wait_both_begin(enrollment, dana, monkeypatch):
    allow(dana)
    monkeypatch.setattr(limits, "WAIT", dt.timedelta(0))
    begin_at(enrollment, "r1-1", SPRING)
    assert begin_at(enrollment, "r1-2", later(1)).state == Run.State.PLAYING
