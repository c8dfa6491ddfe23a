"""Each guard of the database: it refuses; without it, in a transaction that is taken back, the
invariant breaks and the check sees it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from common.idempotency.keys import Asked, Told, once
from enrollments.models import Enrollment
from lms.owner_role import owner_role
from quizzes.models import Attempt, ExtraTime, Override, Response
from quizzes.services.submit_attempt import submit_attempt
from tests.quizzes.conftest import answer_all, begin, enrolled, published_quiz
from tests.quizzes.stateful.invariants import broken, is_scored, is_sealed
from tests.quizzes.stateful.machine import World, read_the_reading
from tests.support.factories import SPRING

pytestmark = pytest.mark.django_db(transaction=True)
LATER = SPRING + dt.timedelta(hours=3)


@pytest.fixture
def world(transactional_db, dana, omar):
    quiz = published_quiz(time_limit=20, attempts=1, cool_down=10)
    enrollment = enrolled(dana, quiz)
    read_the_reading(enrollment)
    return World(enrollment, quiz, omar)


def another(world, **fields):
    values = {"ordinal": 2, "layout": {"questions": []}, "started_at": LATER, **fields}
    return Attempt.objects.create(enrollment=world.enrollment, quiz=world.quiz, **values)


def ended(world, **fields):
    return another(
        world, state="submitted", submitted_at=LATER, score=Decimal(0), max_score=Decimal(4),
        passed=False, **fields,
    )  # fmt: skip


def passed(world):
    attempt = begin(world.enrollment, world.quiz)
    answer_all(attempt)
    return submit_attempt(attempt=attempt, by=attempt.enrollment.learner, at=SPRING).attempt


def step(attempt, seq=1, at=SPRING):
    question = attempt.quiz.questions.get(key=attempt.question_keys()[0])
    return Response.objects.create(
        attempt=attempt, question=question, client_seq=seq, saved_at=at, answer=None
    )


def change(attempt, **fields):
    Attempt.objects.filter(pk=attempt.pk).update(**fields)


def two_open(world):
    begin(world.enrollment, world.quiz)
    another(world)


def two_of_a_number(world):
    begin(world.enrollment, world.quiz)
    ended(world, ordinal=1)


def one_too_many(world):
    passed(world)
    ended(world)


def too_early(world):
    Override.objects.create(
        enrollment=world.enrollment, quiz=world.quiz, learner=world.enrollment.learner,
        kind="attempt", reason="Before.", granted_by=world.hr, granted_at=SPRING,
    )  # fmt: skip
    attempt = begin(world.enrollment, world.quiz)
    learner = world.enrollment.learner
    at = SPRING + dt.timedelta(minutes=1)
    submit_attempt(attempt=attempt, by=learner, at=at, accept_unanswered=True)
    ended(world, started_at=at)


def a_better_score(world):
    change(passed(world), score=Decimal(1))


def a_step_after_the_end(world):
    step(passed(world), seq=9)


def a_step_after_the_time(world):
    step(begin(world.enrollment, world.quiz), at=LATER)


def a_submission_after_the_time(world):
    change(
        begin(world.enrollment, world.quiz), state="submitted", submitted_at=LATER,
        score=Decimal(0), max_score=Decimal(4), passed=False, closed_by="learner",
    )  # fmt: skip


def a_step_twice(world):
    attempt = begin(world.enrollment, world.quiz)
    step(attempt)
    step(attempt)


def an_earlier_deadline(world):
    change(begin(world.enrollment, world.quiz), deadline_at=SPRING + dt.timedelta(minutes=5))


def no_deadline_any_more(world):
    change(begin(world.enrollment, world.quiz), deadline_at=None)


def a_completion_moved(world):
    passed(world)
    Enrollment.objects.update(completed_at=LATER)


def a_key_twice(world):
    asked = Asked(world.enrollment.learner.uuid, "start", "k", "f")
    told = [once(asked, lambda n=n: Told(200, f"{n}", "text/plain")) for n in (1, 2)]
    if told[0] == told[1]:
        raise DatabaseError("acted once, as it should")


def an_override_for_oneself(world):
    learner = world.enrollment.learner
    Override.objects.create(
        enrollment=world.enrollment, quiz=world.quiz, learner=learner, kind="attempt",
        reason="Please.", granted_by=learner, granted_at=SPRING,
    )  # fmt: skip


def an_override_under_another_name(world):
    Override.objects.create(
        enrollment=world.enrollment, quiz=world.quiz, learner=world.hr, kind="attempt",
        reason="Please.", granted_by=world.enrollment.learner, granted_at=SPRING,
    )  # fmt: skip


def extra_time_for_oneself(world):
    ExtraTime.objects.create(
        learner=world.hr, percent=50, reason="Me.", granted_by=world.hr, granted_at=SPRING
    )


def sees(name: str) -> Callable[[], bool]:
    return lambda: name in broken()


def not_sealed() -> bool:
    row = Attempt.objects.select_related("quiz").get()
    return not is_sealed(row, list(Response.objects.all()))


def not_scored() -> bool:
    row = Attempt.objects.select_related("quiz").get()
    return not is_scored(row, list(Response.objects.all()))


def moved_earlier() -> bool:
    first = SPRING + dt.timedelta(minutes=20)
    return Attempt.objects.exclude(deadline_at__gte=first).exists() or (
        Attempt.objects.filter(deadline_at=None).exists()
    )


def began_too_early() -> bool:
    first, second = Attempt.objects.order_by("ordinal")
    return second.started_at < first.submitted_at + dt.timedelta(minutes=10)


def for_oneself() -> bool:
    return ExtraTime.objects.filter(learner_id=connection_person("granted_by_id")).exists()


def connection_person(column: str) -> int:
    return ExtraTime.objects.values_list(column, flat=True).get()


def by_its_learner() -> bool:
    row = Override.objects.select_related("enrollment").get()
    return row.granted_by_id == row.enrollment.learner_id


def off(table: str, trigger: str) -> str:
    return f"ALTER TABLE {table} DISABLE TRIGGER {trigger}"


def drop(table: str, constraint: str) -> str:
    return f"ALTER TABLE {table} DROP CONSTRAINT {constraint}"


ATTEMPT, STEP = "quizzes_attempt", "quizzes_response"
BEGINS = off(ATTEMPT, "quizzes_attempt_may_begin")


@dataclass(frozen=True)
class Guard:
    """What stops an act, and how one sees that the act happened."""

    act: Callable[[World], object]
    without: tuple[str, ...]
    is_seen: Callable[[], bool]


GUARDS = {
    "one open": Guard(two_open, ("DROP INDEX quizzes_one_in_progress", BEGINS), sees("I1")),
    "ordinal": Guard(
        two_of_a_number, (drop(ATTEMPT, "quizzes_attempt_ordinal_once"),), sees("I2")
    ),
    "limit": Guard(one_too_many, (BEGINS,), sees("I2")),
    "wait": Guard(too_early, (BEGINS,), began_too_early),
    "final": Guard(a_better_score, (off(ATTEMPT, "quizzes_attempt_final"),), not_sealed),
    "final score": Guard(a_better_score, (off(ATTEMPT, "quizzes_attempt_final"),), not_scored),
    "step after the end": Guard(
        a_step_after_the_end, (off(STEP, "quizzes_response_in_progress"),), not_sealed
    ),
    "step after the time": Guard(
        a_step_after_the_time, (off(STEP, "quizzes_response_in_progress"),), sees("I4")
    ),
    "submission after the time": Guard(
        a_submission_after_the_time, (off(ATTEMPT, "quizzes_attempt_deadline"),), sees("I4 submit")
    ),
    "step once": Guard(a_step_twice, (drop(STEP, "quizzes_step_once"),), sees("I7")),
    "deadline earlier": Guard(
        an_earlier_deadline, (off(ATTEMPT, "quizzes_attempt_deadline"),), moved_earlier
    ),
    "deadline gone": Guard(
        no_deadline_any_more, (off(ATTEMPT, "quizzes_attempt_deadline"),), moved_earlier
    ),
    "completion": Guard(
        a_completion_moved,
        (off("enrollments_enrollment", "enrollments_enrollment_final"),),
        sees("I8"),
    ),
    "key": Guard(
        a_key_twice, (drop("common_keyedrequest", "common_request_key_once"),), sees("I25")
    ),
    "override for oneself": Guard(
        an_override_for_oneself, (drop("quizzes_override", "quizzes_override_not_own"),),
        sees("I33"),
    ),
    "override under another name": Guard(
        an_override_under_another_name, (off("quizzes_override", "quizzes_override_fits"),),
        by_its_learner,
    ),
    "extra time for oneself": Guard(
        extra_time_for_oneself, (drop("quizzes_extratime", "quizzes_extra_time_not_own"),),
        for_oneself,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", GUARDS)
def test_the_guard_refuses(world, name):
    with pytest.raises(DatabaseError), transaction.atomic():
        GUARDS[name].act(world)
    assert broken() == []


@pytest.mark.parametrize("name", GUARDS)
def test_without_the_guard_the_invariant_breaks(world, name):
    guard = GUARDS[name]
    with owner_role(), transaction.atomic():
        with connection.cursor() as cursor:
            for statement in guard.without:
                cursor.execute(statement)
        guard.act(world)
        assert guard.is_seen()
        transaction.set_rollback(True)
    assert broken() == []
