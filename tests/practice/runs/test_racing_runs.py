"""Eight at once: one run, one turn, one hard scene; the others are told what stands."""

from __future__ import annotations

import threading

import pytest

from practice.models import Run
from practice.services.runs import start as starting
from practice.services.runs.refusals import TooSoon, WentOn
from practice.services.runs.set_comfort import set_comfort
from practice.services.runs.take_turn import Receipt
from tests.practice.runs.conftest import begin, say, whole
from tests.practice.runs.test_hard_scenes_wait import HARD, OTHER
from tests.practice.scenes import course_with, enrolled, scenario_in
from tests.quizzes.test_racing_starts import race

pytestmark = pytest.mark.django_db(transaction=True)
RACERS = 8


@pytest.fixture
def hard(transactional_db, dana):
    set_comfort(by=dana, intensity_cap=5, shows_meters=True, shows_timer=True, shows_voice=True)
    return enrolled(course_with(HARD, OTHER), dana)


def test_eight_starts_make_one_run(transactional_db, enrollment, scenario):
    found = race(RACERS, lambda _: begin(enrollment, scenario))
    assert len({run.pk for run in found}) == Run.objects.count() == 1


def test_eight_replies_leave_one_turn(transactional_db, enrollment):
    run = whole(begin(enrollment))
    found = race(RACERS, lambda number: say(run, "abc"[number % 3], taken=0))
    told = run.turns.get().choice
    receipts = [one for one in found if isinstance(one, Receipt)]
    assert {receipt.turn.choice for receipt in receipts} == {told}
    assert all(isinstance(one, WentOn) for one in found if not isinstance(one, Receipt))


def test_of_two_hard_scenes_at_once_one_begins(hard):
    scenes = [scenario_in(hard, "r1-1"), scenario_in(hard, "r1-2")]
    found = race(2, lambda number: begin(hard, scenes[number]))
    assert sorted(type(one).__name__ for one in found) == ["Run", "TooSoon"]


def test_control_without_the_lock_both_begin(hard, monkeypatch):
    scenes = [scenario_in(hard, "r1-1"), scenario_in(hard, "r1-2")]
    together, asked = threading.Barrier(2), starting.limits_for

    def both_have_looked(*args, **more):
        found = asked(*args, **more)
        together.wait(20)
        return found

    monkeypatch.setattr(starting, "take_turns", lambda name: None)
    monkeypatch.setattr(starting, "limits_for", both_have_looked)
    found = race(2, lambda number: begin(hard, scenes[number]))
    assert not any(isinstance(one, TooSoon) for one in found)
    assert Run.objects.count() == 2
