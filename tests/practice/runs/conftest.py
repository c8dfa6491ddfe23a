"""A course with one scene, Dana in it, and ways to play."""

from __future__ import annotations

import datetime as dt

import pytest

from people.viewer import viewer_for
from practice.models import Run
from practice.selectors.runs.mine import my_run
from practice.services.runs.start import start_run
from practice.services.runs.take_turn import take_turn
from tests.practice.scenario.conftest import PARCEL
from tests.practice.scenes import KEY, course_with, enrolled, scenario_in
from tests.support.factories import SPRING

BEST = ("c", "c", "a")  # open, check, offer
MUDDLE = ("a", "a", "c")


@pytest.fixture
def course(db):
    return course_with(PARCEL)


@pytest.fixture
def enrollment(course, dana):
    return enrolled(course, dana)


@pytest.fixture
def scenario(enrollment):
    return scenario_in(enrollment, KEY)


def later(minutes: float) -> dt.datetime:
    return SPRING + dt.timedelta(minutes=minutes)


def begin(enrollment, scenario=None, *, at=SPRING, key="", language="en", seed=7) -> Run:
    scenario = scenario or scenario_in(enrollment)
    return start_run(
        enrollment=enrollment, scenario=scenario, by=enrollment.learner, at=at, language=language,
        key=key, seed=seed,
    ).run  # fmt: skip


def say(run: Run, choice: str, *, taken=None, at=None, **more):
    return take_turn(
        run=run, turns_taken=run.turns_taken if taken is None else taken, choice=choice,
        by=run.learner, at=at or later(run.turns_taken + 1), **more,
    )  # fmt: skip


def play(run: Run, choices=BEST) -> Run:
    for choice in choices:
        run = say(run, choice).run
    return run


def viewer(person):
    return viewer_for(person, on=SPRING.date())


def whole(run: Run) -> Run:
    """Return the run as a face gets it."""
    return my_run(viewer(run.learner), run.uuid)
