"""Role-plays feed the practice year: evidence of skills, and scenes for boosters."""

from __future__ import annotations

import datetime as dt

import pytest

from enrollments.selectors import my_studies
from people.viewer import viewer_for
from practice.models import Run
from practice.selectors.year.from_runs import scene_that_trains, skills_in_runs
from practice.selectors.year.skills import weakest_skill
from practice.services.runs.leave import step_out
from practice.services.runs.start import start_run
from practice.services.runs.take_turn import take_turn
from practice.spacing.skills import Tally
from tests.practice.scenario.conftest import PARCEL
from tests.practice.scenes import course_with, scenario_in
from tests.support.factories import SPRING, EnrollmentFactory

LATER = SPRING + dt.timedelta(days=3)


@pytest.fixture
def enrollment(db):
    return EnrollmentFactory(course=course_with(PARCEL))


def play(enrollment, choices, at=SPRING, number=1):
    run = start_run(
        enrollment=enrollment, scenario=scenario_in(enrollment), by=enrollment.learner, at=at,
        language="en", key=f"run-{number}",
    ).run  # fmt: skip
    for taken, choice in enumerate(choices):
        run = take_turn(run=run, turns_taken=taken, choice=choice, by=enrollment.learner, at=at).run
    return run


def studies_of(enrollment):
    return my_studies(viewer_for(enrollment.learner, on=SPRING.date()))


def test_what_was_shown_and_offered_counts(enrollment):
    run = play(enrollment, "aac")
    assert run.state == Run.State.DEBRIEFED
    found = {one.skill: one for one in skills_in_runs(enrollment.learner, LATER)}
    expected = {
        skill: Tally(skill, offered, offered - shown)
        for skill, (shown, offered) in run.skills.items()
    }
    assert found == expected
    assert any(one.weak for one in found.values())


def test_the_weakest_skill_comes_from_runs_where_cards_say_nothing(enrollment):
    assert weakest_skill(enrollment.learner, at=LATER) is None
    for number in range(6):
        play(enrollment, "aac", number=number)
    slipped = weakest_skill(enrollment.learner, at=LATER)
    assert slipped.shown >= 5
    assert slipped.weak > 0


def test_only_finished_runs_of_ones_own_and_of_late_count(enrollment, omar):
    left = play(enrollment, "a")
    step_out(run=left, by=enrollment.learner, at=SPRING)
    assert skills_in_runs(enrollment.learner, LATER) == []
    play(enrollment, "aac", number=2)
    assert skills_in_runs(omar, LATER) == []
    assert skills_in_runs(enrollment.learner, SPRING + dt.timedelta(days=200)) == []


def test_a_booster_finds_a_scene_that_trains_the_skill(enrollment):
    scene = scene_that_trains("repair", studies_of(enrollment))
    assert scene.title == "The late birthday present"
    assert f"{enrollment.uuid}/lessons/r1-1/" in scene.url
    assert scene_that_trains("boundary_of_nothing", studies_of(enrollment)) is None


def test_the_scene_played_least_often_comes_first(db):
    other = PARCEL.replace("id: parcel-birthday", "id: parcel-again")
    enrollment = EnrollmentFactory(course=course_with(PARCEL, other))
    assert "r1-1" in scene_that_trains("repair", studies_of(enrollment)).url
    play(enrollment, "aac")
    assert "r1-2" in scene_that_trains("repair", studies_of(enrollment)).url
