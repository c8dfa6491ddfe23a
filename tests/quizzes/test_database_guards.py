"""What the database itself refuses, whoever asks and however."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace

import psycopg2
import pytest
from django.db import IntegrityError, OperationalError, ProgrammingError, connections, transaction

from common.concurrency.patience import patient
from common.errors import Conflict
from quizzes.models import Attempt, Override, Response
from quizzes.scoring.seal import Outcome, digest
from quizzes.selectors import mine
from quizzes.selectors.paper import load_paper
from quizzes.services.submit_attempt import submit_attempt
from tests.quizzes.conftest import (
    answer_one,
    begin,
    enrolled,
    published_quiz,
    right_answer,
    url,
)
from tests.support.factories import SPRING, UserFactory


def refused(error=IntegrityError, match=None):
    return pytest.raises(error, match=match)


def another(attempt, **changes):
    fields = {"ordinal": 2, "state": "in_progress", "layout": {}, "started_at": SPRING}
    return Attempt(enrollment=attempt.enrollment, quiz=attempt.quiz, **{**fields, **changes})


SUBMITTED = {
    "state": "submitted",
    "submitted_at": SPRING,
    "score": Decimal(1),
    "max_score": Decimal(4),
    "passed": False,
}


def test_a_second_open_attempt(attempt):
    with refused(match="quizzes_one_in_progress"), transaction.atomic():
        another(attempt).save()


def test_a_second_attempt_of_the_same_number(attempt):
    with refused(match="quizzes_attempt_ordinal_once"), transaction.atomic():
        another(attempt, ordinal=1, **SUBMITTED).save()
    another(attempt, **SUBMITTED).save()


@pytest.mark.parametrize("missing", ["submitted_at", "score", "passed"])
def test_half_a_submission(attempt, missing):
    with refused(match="quizzes_submitted_has_result"), transaction.atomic():
        another(attempt, **{**SUBMITTED, missing: None}).save()


@pytest.mark.parametrize("score", [-1, 5])
def test_a_score_out_of_range(attempt, score):
    with refused(match="quizzes_score_range"), transaction.atomic():
        another(attempt, **{**SUBMITTED, "score": score}).save()


def test_the_same_step_twice_and_a_step_zero(attempt):
    slot = load_paper(attempt).slots[0]
    answer_one(attempt, 1, right_answer(slot))
    for seq, name in ((1, "quizzes_step_once"), (0, "quizzes_step_counts_from_one")):
        with refused(match=name), transaction.atomic():
            Response.objects.create(
                attempt=attempt, question=slot.question, client_seq=seq, saved_at=SPRING
            )


@pytest.mark.parametrize("elsewhere", ["another quiz", "another person"])
def test_minutes_for_an_attempt_that_stands_elsewhere(attempt, omar, elsewhere):
    quiz = attempt.quiz if elsewhere == "another person" else published_quiz(slug="other")
    learner = omar if elsewhere == "another person" else attempt.enrollment.learner
    enrollment = enrolled(learner, quiz)
    with refused(match="quizzes_override_attempt"), transaction.atomic():
        Override.objects.create(
            enrollment=enrollment, quiz=quiz, learner=learner, attempt=attempt, kind="minutes",
            minutes=5, reason="An outage.", granted_by=UserFactory(), granted_at=SPRING,
        )  # fmt: skip


def test_what_was_asked_never_changes(attempt):
    for field, value in (("layout", {}), ("ordinal", 9), ("started_at", SPRING.replace(year=2020))):
        with refused(ProgrammingError, "evidence"), transaction.atomic():
            Attempt.objects.filter(pk=attempt.pk).update(**{field: value})


def test_a_submitted_attempt_never_changes(attempt):
    submit_attempt(
        attempt=attempt, by=attempt.enrollment.learner, at=SPRING, accept_unanswered=True
    )
    for field, value in (("score", 4), ("passed", True), ("state", "in_progress"), ("digest", "")):
        with refused(ProgrammingError, "evidence"), transaction.atomic():
            Attempt.objects.filter(pk=attempt.pk).update(**{field: value})


@pytest.mark.django_db(transaction=True)
def test_a_stored_step_never_changes_for_runtime_and_owner(dana, owner_connection):
    attempt = begin(enrolled(dana, quiz := published_quiz()), quiz)
    answer_one(attempt, 1, right_answer(load_paper(attempt).slots[0]))
    for act in (lambda: Response.objects.update(answer=None), Response.objects.all().delete):
        with refused(ProgrammingError, "denied"), transaction.atomic():
            act()
    cursor = owner_connection.cursor()
    for statement in ("UPDATE quizzes_response SET answer = NULL", "DELETE FROM quizzes_response"):
        with refused(psycopg2.Error, "evidence"):
            cursor.execute(statement)
    cursor.execute("ALTER TABLE quizzes_response DISABLE TRIGGER USER")  # control
    try:
        cursor.execute("UPDATE quizzes_response SET answer = NULL")
        assert cursor.rowcount == 1
    finally:
        cursor.execute("ALTER TABLE quizzes_response ENABLE TRIGGER USER")


@pytest.mark.django_db(transaction=True)
def test_a_lock_that_takes_too_long_is_a_conflict(dana):
    attempt = begin(enrolled(dana, quiz := published_quiz()), quiz)
    slot = load_paper(attempt).slots[0]
    other = connections.create_connection("default")
    other.set_autocommit(False)
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT 1 FROM quizzes_attempt WHERE id = %s FOR UPDATE", [attempt.pk])
        with refused(Conflict, "try again"), transaction.atomic():
            with connections["default"].cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '50ms'")
            answer_one(attempt, 1, right_answer(slot))
    finally:
        other.rollback()
        other.close()
    assert not Response.objects.exists()


def test_another_fault_of_the_database_is_not_a_conflict(attempt):
    with refused(OperationalError), patient():
        raise OperationalError


def test_a_seal_takes_only_what_it_can_write_down(attempt):
    outcome = Outcome(Decimal(0), Decimal(4), passed=False, submitted_at=SPRING)
    with refused(TypeError, "no place in a digest"):
        digest(attempt=attempt.uuid, layout={1, 2}, steps=[], outcome=outcome)


def test_control_without_visible_to_strangers_read_answers(sign_in, attempt, omar, monkeypatch):
    stranger = sign_in(omar)
    assert stranger.get(url("question", attempt, 1)).status_code == 404
    ask, owner = mine._ONE.rows, attempt.enrollment.learner_id
    careless = SimpleNamespace(rows=lambda *, learner, uuid: ask(learner=owner, uuid=uuid))
    monkeypatch.setattr(mine, "_ONE", careless)  # everybody counts as the owner
    assert stranger.get(url("question", attempt, 1)).status_code == 200
