"""What the database refuses of grades, racing decisions, and the worker for big sets."""

from __future__ import annotations

import psycopg2
import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.db.utils import OperationalError

from common.errors import Conflict
from common.models import OutboxRow
from enrollments.models import LessonCompletion
from quizzes.models import GradeEvent, Regrade
from quizzes.selectors.regrading import preview_of
from quizzes.services import regrade as service
from quizzes.services import write_grades as writing
from quizzes.tasks import regrade as task
from tests.quizzes.conftest import begin, enrolled
from tests.quizzes.regrading import MENDED, REASON, apply, mended_quiz, taken, wrong_key_quiz
from tests.quizzes.test_racing_starts import race
from tests.support.factories import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def old(transactional_db):
    return wrong_key_quiz()


def event(attempt, made, **changes) -> GradeEvent:
    fields = {
        "old_score": 2, "old_max": 4, "new_score": 3, "new_max": 4, "passed_before": False,
        "passed_after": True, "questions": [], "version": made.quiz.lesson.version,
    }  # fmt: skip
    return GradeEvent(
        attempt=attempt, regrade=made, reason=REASON, made_at=MENDED, **{**fields, **changes}
    )


@pytest.fixture
def made(old):
    taken(old, "cbba")
    return apply(mended_quiz()).regrade


def test_a_grade_event_never_changes_for_runtime_and_owner(made, owner_connection):
    for act in (lambda: GradeEvent.objects.update(new_score=4), GradeEvent.objects.all().delete):
        with pytest.raises(ProgrammingError, match="denied"), transaction.atomic():
            act()
    cursor = owner_connection.cursor()
    for statement in (
        "UPDATE quizzes_gradeevent SET new_score = 4", "DELETE FROM quizzes_gradeevent",
    ):  # fmt: skip
        with pytest.raises(psycopg2.Error, match="evidence"):
            cursor.execute(statement)
    cursor.execute("ALTER TABLE quizzes_gradeevent DISABLE TRIGGER USER")  # control
    try:
        cursor.execute("UPDATE quizzes_gradeevent SET new_score = 4")
        assert cursor.rowcount == 1
    finally:
        cursor.execute("ALTER TABLE quizzes_gradeevent ENABLE TRIGGER USER")


def test_a_decision_that_is_done_never_changes(made, owner_connection):
    for field, value in (("reason", "Other"), ("attempts_total", 9), ("state", "running")):
        with pytest.raises(ProgrammingError, match="evidence"), transaction.atomic():
            Regrade.objects.filter(pk=made.pk).update(**{field: value})
    cursor = owner_connection.cursor()
    with pytest.raises(psycopg2.Error, match="evidence"):
        cursor.execute("DELETE FROM quizzes_regrade")


@pytest.mark.parametrize(
    ("changes", "error", "match"),
    [
        ({"passed_before": True, "passed_after": False}, IntegrityError, "."),
        ({"new_score": 5}, IntegrityError, "quizzes_grade_range"),
        ({"old_score": 1}, OperationalError, "moved on"),
        ({"passed_before": True}, OperationalError, "moved on"),
    ],
)
def test_an_event_begins_where_the_attempt_stands(old, made, changes, error, match):
    attempt = taken(old, "abba")
    with pytest.raises((error, OperationalError), match=match), transaction.atomic():
        event(attempt, made, **changes).save()
    event(attempt, made).save()  # the control: only the change was refused


def test_a_pass_is_never_taken_back(old, made):
    attempt = taken(old, "bbbb")
    with pytest.raises(IntegrityError, match="quizzes_pass_is_kept"), transaction.atomic():
        event(attempt, made, old_score=4, passed_before=True, passed_after=False).save()
    event(attempt, made, old_score=4, passed_before=True).save()


def test_an_open_attempt_and_a_version_that_is_not_later(old, made):
    waiting = begin(enrolled(UserFactory(), old), old)
    with pytest.raises(ProgrammingError, match="not submitted"), transaction.atomic():
        event(waiting, made).save()
    attempt = taken(old, "abba")
    with pytest.raises(ProgrammingError, match="later versions"), transaction.atomic():
        event(attempt, made, version=old.lesson.version).save()


def test_one_event_for_each_attempt_and_version(old, made):
    attempt = taken(old, "abba")
    event(attempt, made).save()
    with pytest.raises(IntegrityError, match="graded_once"), transaction.atomic():
        event(attempt, made, old_score=3, passed_before=True).save()


def test_eight_decisions_at_once_regrade_once(old):
    taken(old, "cbba")
    new = mended_quiz()
    seen = preview_of(new).fingerprint
    found = race(8, lambda _: apply(new, seen=seen))
    assert sum(one.is_new for one in found) == 1
    assert GradeEvent.objects.count() == Regrade.objects.count() == 1
    assert LessonCompletion.objects.count() == 1


def test_control_without_turns_the_constraint_stops_the_second(old, monkeypatch):
    taken(old, "cbba")
    new = mended_quiz()
    seen = preview_of(new).fingerprint
    monkeypatch.setattr(service, "take_turns", lambda name: None)

    def attempted(_):
        try:
            return apply(new, seen=seen).is_new
        except (IntegrityError, Conflict):
            return None

    found = race(8, attempted)
    assert found.count(True) == 1
    assert None in found  # some had to be stopped by the database
    assert GradeEvent.objects.count() == 1


@pytest.fixture
def big(old, monkeypatch):
    """Return the decision over five attempts where two are already too many for a page."""
    for answers in ("cbba", "cbba", "bbba", "bbbb", "cbbb"):
        taken(old, answers)
    monkeypatch.setattr(service, "AT_ONCE", 2)
    monkeypatch.setattr(writing, "BATCH", 2)
    return apply(mended_quiz()).regrade


def owed() -> OutboxRow:
    return OutboxRow.objects.get(subscription="quizzes.regrade")


def test_a_big_set_goes_through_the_outbox_in_batches(big):
    assert (big.state, big.attempts_done, big.attempts_total) == ("running", 0, 5)
    assert not GradeEvent.objects.exists()
    task(row_id=owed().pk)
    big.refresh_from_db()
    assert (big.state, big.attempts_done, big.percent) == ("done", 5, 100)
    assert owed().done_at is not None
    assert LessonCompletion.objects.count() == 5
    task(row_id=owed().pk)  # delivered twice
    assert GradeEvent.objects.count() == 5


def test_a_worker_that_dies_goes_on_where_it_stood(big, monkeypatch):
    original, calls = writing.write_grades, []

    def dying(**given):
        calls.append(given)
        if len(calls) == 2:
            raise OSError("the machine went away")
        original(**given)

    monkeypatch.setattr(writing, "write_grades", dying)
    with pytest.raises(OSError, match="went away"):
        task(row_id=owed().pk)
    big.refresh_from_db()
    assert (big.state, big.attempts_done) == ("running", 2)
    monkeypatch.setattr(writing, "write_grades", original)
    OutboxRow.objects.update(next_at=MENDED)
    task(row_id=owed().pk)
    big.refresh_from_db()
    assert (big.state, GradeEvent.objects.count()) == ("done", 5)


def test_what_came_in_meanwhile_waits(old, big):
    late = taken(old, "cbba")
    task(row_id=owed().pk)
    assert not GradeEvent.objects.filter(attempt=late).exists()


def test_another_decision_waits_for_the_running_one(old, big):
    taken(old, "cbba")
    with pytest.raises(Conflict, match="right now"):
        apply(big.quiz)


def test_the_decision_of_a_newer_version_waits_too(big):
    newer = mended_quiz(number=3)
    with pytest.raises(Conflict, match="right now"):
        apply(newer)
    task(row_id=owed().pk)
    big.refresh_from_db()
    assert (big.state, big.attempts_done) == ("done", 5)
    with pytest.raises(Conflict, match="nothing to regrade"):
        apply(newer)


def test_control_a_newer_version_that_does_not_wait_leaves_the_worker_undone(big, monkeypatch):
    monkeypatch.setattr(service, "_running", lambda quiz: False)
    monkeypatch.setattr(service, "AT_ONCE", 500)
    apply(mended_quiz(number=3))
    with pytest.raises(IntegrityError, match="quizzes_regrade_done"):
        task(row_id=owed().pk)


@pytest.mark.parametrize(("attempts", "state"), [(2, "done"), (3, "running")])
def test_as_many_as_one_page_may_are_done_at_once(old, monkeypatch, attempts, state):
    monkeypatch.setattr(service, "AT_ONCE", 2)
    for _ in range(attempts):
        taken(old, "cbba")
    assert apply(mended_quiz()).regrade.state == state
    assert OutboxRow.objects.filter(subscription="quizzes.regrade").exists() == (attempts > 2)


def test_half_a_batch_is_never_written(old, monkeypatch):
    taken(old, "cbba")
    new = mended_quiz()

    def failing(**given):
        raise RuntimeError("no completion")

    monkeypatch.setattr(writing, "complete_lesson", failing)
    with pytest.raises(RuntimeError):
        apply(new)
    assert not GradeEvent.objects.exists()
    assert not Regrade.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_auditevent WHERE verb LIKE '%regraded'")
        assert cursor.fetchone()[0] == 0
