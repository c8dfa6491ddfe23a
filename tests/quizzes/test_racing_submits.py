"""Eight submits at once: one wins, all get its result. A save in between is in, or is refused."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from audit.models import AuditEvent
from common.errors import Conflict
from enrollments.models import LessonCompletion
from quizzes.models import Attempt, Response
from quizzes.scoring.seal import Outcome
from quizzes.selectors.paper import load_paper
from quizzes.services import finish as finishing
from quizzes.services import submit_attempt as submitting
from quizzes.services.finish import seal_of
from quizzes.services.submit_attempt import submit_attempt
from tests.quizzes.conftest import (
    answer_all,
    answer_one,
    begin,
    enrolled,
    published_quiz,
    right_answer,
)
from tests.quizzes.test_racing_starts import race
from tests.support.factories import SPRING

pytestmark = pytest.mark.django_db(transaction=True)
RACERS = 8


@pytest.fixture
def quiz(transactional_db):
    return published_quiz()


@pytest.fixture
def enrollment(dana, quiz):
    return enrolled(dana, quiz)


@pytest.fixture
def attempt(enrollment, quiz):
    return begin(enrollment, quiz)


def submit(attempt, **more):
    return submit_attempt(attempt=attempt, by=attempt.enrollment.learner, at=SPRING, **more)


def intact(attempt):
    """Return whether the digest still fits what is stored (I3), and the score the answers (I5)."""
    stored = Attempt.objects.select_related("quiz").get(pk=attempt.pk)
    outcome = Outcome(stored.score, stored.max_score, stored.passed, stored.submitted_at)
    result = load_paper(stored).result()
    return seal_of(stored, outcome) == stored.digest and result.score == stored.score


def test_eight_submits_have_one_winner(attempt):
    answer_all(attempt)
    found = race(RACERS, lambda _: submit(attempt))
    assert sum(one.is_new for one in found) == 1
    assert {one.attempt.digest for one in found} == {Attempt.objects.get().digest}
    assert AuditEvent.objects.filter(verb="quiz.submitted").count() == 1
    assert LessonCompletion.objects.count() == 1
    assert intact(attempt)


def test_control_without_lock_compare_and_trigger_several_win(
    attempt, monkeypatch, owner_connection
):
    answer_all(attempt)
    together = threading.Barrier(RACERS)

    def unlocked(held, _first):
        held.state = Attempt.objects.get(pk=held.pk).state
        steps = list(Response.objects.filter(attempt=held))
        together.wait(20)
        return steps

    def close_anyway(found, result, end):
        Attempt.objects.filter(pk=found.pk).update(
            state="submitted", submitted_at=end.at, score=result.score, max_score=result.max_score,
            passed=result.is_passed,
        )  # fmt: skip
        return True

    monkeypatch.setattr(submitting, "hold_with_steps", unlocked)
    monkeypatch.setattr(finishing, "_close", close_anyway)
    cursor = owner_connection.cursor()
    cursor.execute("ALTER TABLE quizzes_attempt DISABLE TRIGGER quizzes_attempt_final")
    try:
        found = race(RACERS, lambda _: submit(attempt))
        assert sum(one.is_new for one in found) == RACERS
    finally:
        cursor.execute("ALTER TABLE quizzes_attempt ENABLE TRIGGER quizzes_attempt_final")


def test_control_without_the_lock_the_comparison_alone_lets_one_win(attempt, monkeypatch):
    answer_all(attempt)
    together = threading.Barrier(RACERS)

    def unlocked(held, _first):
        held.state = Attempt.objects.get(pk=held.pk).state
        steps = list(Response.objects.filter(attempt=held))
        together.wait(20)
        return steps

    monkeypatch.setattr(submitting, "hold_with_steps", unlocked)
    found = race(RACERS, lambda _: submit(attempt))
    assert sum(one.is_new for one in found) == 1


@pytest.mark.parametrize("round_", range(3))
def test_a_save_that_races_a_submit_is_scored_or_refused(attempt, round_):
    paper = load_paper(attempt)
    slots = [slot for slot in paper.slots if slot.question.type != "ordering"]
    acts = [lambda: submit(attempt, accept_unanswered=True)] + [
        lambda slot=slot: answer_one(attempt, slot.place, right_answer(slot)) for slot in slots
    ]
    found = race(len(acts), lambda number: acts[number]())
    saved = sum(not isinstance(one, Conflict) for one in found[1:])
    assert Response.objects.count() == saved
    assert Attempt.objects.get().score == saved  # every acknowledged answer counts
    assert intact(attempt)


def save_behind_the_back(attempt, *, with_trigger, owner):
    """Insert a step as a face that forgot the lock would do it, while a submit is under way."""
    slot = load_paper(attempt).slots[0]
    switch = "ENABLE" if with_trigger else "DISABLE"
    cursor = owner.cursor()
    cursor.execute(f"ALTER TABLE quizzes_response {switch} TRIGGER quizzes_response_in_progress")
    begun, go_on = threading.Event(), threading.Event()

    def submit_slowly():
        try:
            with transaction.atomic():
                submit(attempt, accept_unanswered=True)
                begun.set()
                go_on.wait(20)
        finally:
            connection.close()

    submitter = threading.Thread(target=submit_slowly)
    submitter.start()
    begun.wait(20)
    release = threading.Timer(0.3, go_on.set)
    release.start()
    try:
        Response.objects.create(
            attempt=attempt, question=slot.question, client_seq=1, answer=right_answer(slot),
            saved_at=SPRING,
        )  # fmt: skip
    finally:
        go_on.set()
        submitter.join(20)
        cursor.execute("ALTER TABLE quizzes_response ENABLE TRIGGER quizzes_response_in_progress")


def test_the_trigger_refuses_a_step_after_the_submit(attempt, owner_connection):
    with pytest.raises(ProgrammingError, match="takes no more answers"):
        save_behind_the_back(attempt, with_trigger=True, owner=owner_connection)
    assert intact(attempt)


def test_control_without_the_trigger_a_submitted_attempt_changes(attempt, owner_connection):
    save_behind_the_back(attempt, with_trigger=False, owner=owner_connection)
    assert not intact(attempt)


def test_two_saves_at_once_keep_the_higher_sequence(attempt):
    slot = next(s for s in load_paper(attempt).slots if s.question.type == "single")
    ids = [row["id"] for row in slot.question.body["choices"]]
    found = race(12, lambda n: answer_one(attempt, slot.place, {"choice": ids[n % 3]}, seq=n + 1))
    receipts = [one.stored_seq for one in found if not isinstance(one, Conflict)]
    acknowledged = set(receipts)  # the same answer again gets the receipt of the one that is stored
    stored = load_paper(attempt).slots[slot.place - 1]
    assert stored.stored_seq == max(acknowledged) == 12
    assert stored.answer == {"choice": ids[11 % 3]}
    assert Response.objects.count() == len(acknowledged)
