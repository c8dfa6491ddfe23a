"""Five hundred lives of a learner at a quiz, step by step beside a model in plain Python."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from quizzes.models import Attempt
from tests.quizzes.conftest import enrolled, published_quiz
from tests.quizzes.stateful import model
from tests.quizzes.stateful.invariants import prepare
from tests.quizzes.stateful.machine import Attempts, World, read_the_reading

PARTS = 5  # so that several test processes share them
EXAMPLES = 100
STEPS = 12


@pytest.fixture
def world(db, dana, omar):
    quiz = published_quiz(
        time_limit=model.MINUTES, grace=model.GRACE, cool_down=model.WAIT, attempts=model.LIMIT
    )
    enrollment = enrolled(dana, quiz)
    read_the_reading(enrollment)
    return World(enrollment, quiz, omar)


def live(world, examples, phases=(Phase.generate, Phase.shrink), **more):
    prepare()
    machine = type("Lives", (Attempts,), {"world": world})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples, stateful_step_count=STEPS, deadline=None, database=None,
            print_blob=True, phases=phases,
            suppress_health_check=list(HealthCheck), **more,
        ),
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_attempts_do_what_the_model_does(world, part):
    live(world, EXAMPLES)


@pytest.mark.parametrize("fault", ["forgets", "late", "earlier", "uncounted"])
def test_the_model_sees_a_service_that_goes_wrong(world, monkeypatch, fault):
    """Control: each of these faults is found, so the machine goes where they are."""
    if fault == "forgets":  # a save that acknowledges and stores nothing
        monkeypatch.setattr("quizzes.services.save_answer._insert", lambda step: True)
    elif fault == "late":  # nothing is ever over
        monkeypatch.setattr(Attempt, "is_over", lambda row, at: False)
    elif fault == "uncounted":  # passing completes nothing
        monkeypatch.setattr("quizzes.services.finish.take_in", lambda **_: None)
    else:  # the deadline does not know of extra time
        monkeypatch.setattr("quizzes.services.start_attempt.extra_percent", lambda pk: 0)
    with pytest.raises(AssertionError):
        # The same lives each time: a control that finds its fault by luck is none.
        live(world, 400, phases=[Phase.generate], derandomize=True)
