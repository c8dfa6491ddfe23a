"""Twenty starts at once: the limit holds, never are two attempts open. Then without the guards."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from common.errors import Conflict
from quizzes.models import Attempt
from quizzes.services import start_attempt as starting
from quizzes.services.start_attempt import start_attempt
from quizzes.services.submit_attempt import submit_attempt
from tests.quizzes.conftest import begin, enrolled, published_quiz
from tests.support.factories import SPRING

pytestmark = pytest.mark.django_db(transaction=True)
RACERS = 20


def race(racers, act):
    """Let threads with connections of their own begin at the same moment; return what they got."""
    ready = threading.Barrier(racers)

    def run(number):
        try:
            ready.wait(20)
            return act(number)
        except Conflict as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(racers) as pool:
        return list(pool.map(run, range(racers)))


@pytest.fixture
def quiz(transactional_db):
    return published_quiz(attempts=3)


@pytest.fixture
def enrollment(dana, quiz):
    return enrolled(dana, quiz)


def start_once(enrollment, quiz):
    return start_attempt(enrollment=enrollment, quiz=quiz, by=enrollment.learner, at=SPRING)


def test_twenty_starts_at_once_make_one_attempt(enrollment, quiz):
    started = race(RACERS, lambda _: start_once(enrollment, quiz))
    assert len({found.attempt.pk for found in started}) == 1
    assert sum(found.is_new for found in started) == 1
    assert Attempt.objects.count() == 1


def test_twenty_who_start_and_submit_make_exactly_as_many_as_the_limit(enrollment, quiz):
    def start_and_submit(_):
        for _ in range(4):
            attempt = start_once(enrollment, quiz).attempt
            assert Attempt.objects.filter(state="in_progress").count() <= 1
            submit_attempt(
                attempt=attempt, by=enrollment.learner, at=SPRING, accept_unanswered=True
            )

    refused = race(RACERS, start_and_submit)
    assert all(isinstance(found, Conflict) for found in refused)
    assert list(Attempt.objects.order_by("ordinal").values_list("ordinal", "state")) == [
        (number, "submitted") for number in (1, 2, 3)
    ]


def slow_layout(quiz, earlier, seed):
    """Give every racer time to read before the first one writes."""
    barrier.wait(20)
    return LAYOUT(quiz, earlier, seed)


LAYOUT = starting._layout
barrier = threading.Barrier(RACERS)


def test_control_without_the_lock_the_constraints_refuse_the_others(enrollment, quiz, monkeypatch):
    monkeypatch.setattr(starting, "take_turns", lambda name: None)
    monkeypatch.setattr(starting, "_layout", slow_layout)
    found = race(RACERS, lambda _: start_once(enrollment, quiz))
    assert Attempt.objects.count() == 1
    assert sum(isinstance(one, Conflict) for one in found) == RACERS - 1


def test_control_without_lock_and_constraints_the_limit_breaks(
    enrollment, quiz, monkeypatch, owner_connection
):
    monkeypatch.setattr(starting, "take_turns", lambda name: None)
    monkeypatch.setattr(starting, "_layout", slow_layout)
    cursor = owner_connection.cursor()
    cursor.execute("DROP INDEX quizzes_one_in_progress")
    cursor.execute("ALTER TABLE quizzes_attempt DROP CONSTRAINT quizzes_attempt_ordinal_once")
    try:
        race(RACERS, lambda _: start_once(enrollment, quiz))
        assert Attempt.objects.count() == RACERS  # the limit is 3
    finally:
        empty_attempts(owner_connection)
        cursor.execute(
            "CREATE UNIQUE INDEX quizzes_one_in_progress ON quizzes_attempt "
            "(enrollment_id, quiz_id) WHERE state = 'in_progress'"
        )
        cursor.execute(
            "ALTER TABLE quizzes_attempt ADD CONSTRAINT quizzes_attempt_ordinal_once "
            "UNIQUE (enrollment_id, quiz_id, ordinal)"
        )


def empty_attempts(owner):
    """Take the rows of a broken world away, so that the constraints fit again."""
    owner.cursor().execute("DELETE FROM quizzes_attempt")


def test_an_open_attempt_is_returned_and_not_doubled(enrollment, quiz):
    first = begin(enrollment, quiz)
    assert start_once(enrollment, quiz).attempt == first
