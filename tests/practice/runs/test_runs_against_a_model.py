"""Five hundred lives of a learner at a scene, step by step beside a model in plain Python."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.practice.runs.machine import Runs, World

PARTS = 5  # so that several test processes share them
EXAMPLES = 100
STEPS = 10


@pytest.fixture
def world(enrollment, scenario):
    return World(enrollment, scenario)


def live(world, examples, phases=(Phase.generate, Phase.shrink), **more):
    machine = type("Lives", (Runs,), {"world": world})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples, stateful_step_count=STEPS, deadline=None, database=None,
            print_blob=True, phases=phases, suppress_health_check=list(HealthCheck), **more,
        ),
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_runs_do_what_the_model_does(world, part):
    live(world, EXAMPLES)


@pytest.mark.parametrize("fault", ["forgets", "overwrites", "uncounted", "other score"])
def test_the_model_sees_a_service_that_goes_wrong(world, monkeypatch, fault):
    """Control: each of these faults is found, so the machine goes where they are."""
    taking = "practice.services.runs.take_turn"
    if fault == "forgets":  # a turn that is acknowledged and not stored
        monkeypatch.setattr(f"{taking}._say", lambda held, turn, taken: True)
    elif fault == "overwrites":  # an older page speaks all the same
        monkeypatch.setattr(f"{taking}._again", lambda held, turns, *_: turns[-1])
    elif fault == "uncounted":  # a debrief completes nothing
        monkeypatch.setattr("practice.services.runs.finish.take_in", lambda **_: None)
    else:
        monkeypatch.setattr("practice.services.runs.finish.share_of_best", lambda *_: (1, 1))
    with pytest.raises(AssertionError):
        # The same lives each time: a control that finds its fault by luck is none.
        live(world, 200, phases=[Phase.generate], derandomize=True)
