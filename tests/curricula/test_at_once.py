"""Two people, two clicks, the same moment: each assignment once, each reason kept."""

from __future__ import annotations

import datetime as dt
import threading
import uuid

import pytest
from django.db import connection, transaction
from psycopg2.errors import UniqueViolation

from audit.models import AuditEvent
from common.errors import Busy, Conflict
from common.models import OutboxRow
from curricula.due_dates import Anchor, DueRule
from curricula.models import Assignment, AssignmentGrant, AssignmentRule, Cycle
from curricula.services.create import create
from curricula.services.refresh_cycles import refresh_cycles
from curricula.services.undo import undo
from enrollments.models import CompletionRecord, Enrollment
from notifications.models import Notification
from people.roles import Role
from tests.curricula.conftest import NOW, assign_to, publish, study
from tests.enrollments.test_at_once import (
    at_once,
    impatient,  # noqa: F401 - a fixture
    owner_transaction,
)
from tests.support.factories import EmploymentFactory, RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def second_hr(europe):
    person = UserFactory(legal_name="Second Partner")
    EmploymentFactory(person=person, department=europe)
    RoleGrantFactory(person=person, role=Role.HR, department=europe)
    return person


def test_one_form_sent_four_times_at_once(curriculum, bookings, dana, milo, omar):
    token = uuid.uuid4()
    found = at_once(*[lambda: assign_to(bookings, curriculum=curriculum, by=omar, token=token)] * 4)
    assert len({rule.pk for rule in found}) == 1
    assert Cycle.objects.count() == 2
    assert Notification.objects.count() == 2
    assert OutboxRow.objects.filter(subscription="notifications.send").count() == 2
    assert AuditEvent.objects.filter(verb="assignment.granted").count() == 2


def test_without_a_token_every_click_counts(curriculum, bookings, dana, milo, omar):
    """The negative control: it is the token that makes four clicks one rule."""
    at_once(*[lambda: assign_to(bookings, curriculum=curriculum, by=omar)] * 4)
    assert AssignmentRule.objects.count() == 4
    assert Cycle.objects.count() == 2  # and the constraints that keep people from doubles


def test_two_hr_users_assign_overlapping_audiences_at_once(
    curriculum, europe, bookings, dana, milo, omar, second_hr
):
    EmploymentFactory.create_batch(30, department=bookings)
    at_once(
        lambda: assign_to(bookings, curriculum=curriculum, by=omar),
        lambda: assign_to(europe, curriculum=curriculum, by=second_hr),
    )
    people = 30 + 4
    assert AssignmentRule.objects.count() == 2
    assert Assignment.objects.count() == people
    assert Cycle.objects.count() == people
    assert Enrollment.objects.count() == people
    assert Notification.objects.count() == people
    assert AssignmentGrant.objects.filter(assignment__person=dana).count() == 2


def test_eight_tasks_satisfy_a_cycle_once(curriculum, course, bookings, dana, omar):
    assign_to(bookings, curriculum=curriculum, by=omar)
    study(dana, course)
    found = str(CompletionRecord.objects.get(learner=dana).uuid)
    counts = at_once(*[lambda: refresh_cycles(completion_uuid=found, at=NOW)] * 8)
    assert sorted(counts) == [0] * 7 + [1]
    assert AuditEvent.objects.filter(verb="cycle.satisfied").count() == 1


def test_undone_and_begun_at_once_is_one_or_the_other(curriculum, course, bookings, dana, omar):
    rule = assign_to(bookings, curriculum=curriculum, by=omar)
    enrollment = Enrollment.objects.get(learner=dana)

    def begin():
        try:
            return study(dana, course, lessons=1)
        except (Conflict, Enrollment.DoesNotExist):
            return None

    begun, _ = at_once(begin, lambda: undo(rule=rule, by=omar, at=NOW))
    enrollment.refresh_from_db()
    is_open = enrollment.state == "open"
    assert is_open == (begun is not None)
    assert enrollment.lesson_completions.exists() == is_open
    assert Assignment.objects.get(person=dana).state == ("active" if is_open else "withdrawn")


DOUBLES = {
    "curricula_assigned_once": (
        "ALTER TABLE curricula_assignment DROP CONSTRAINT curricula_assigned_once",
        (
            "INSERT INTO curricula_assignment (uuid, person_id, curriculum_id, state, assigned_at) "
            "SELECT gen_random_uuid(), person_id, curriculum_id, state, assigned_at "
            "FROM curricula_assignment"
        ),
    ),
    "curricula_one_open_cycle": (
        "DROP INDEX curricula_one_open_cycle",
        (
            "INSERT INTO curricula_cycle (uuid, assignment_id, rule_id, ordinal, state, opens_on, "
            "due_on, zone, due_at) SELECT gen_random_uuid(), assignment_id, rule_id, ordinal + 1, "
            "state, opens_on, due_on, zone, due_at FROM curricula_cycle"
        ),
    ),
    "curricula_grant_once": (
        "ALTER TABLE curricula_assignmentgrant DROP CONSTRAINT curricula_grant_once",
        (
            "INSERT INTO curricula_assignmentgrant (assignment_id, rule_id, why, granted_at) "
            "SELECT assignment_id, rule_id, why, granted_at FROM curricula_assignmentgrant"
        ),
    ),
}


@pytest.mark.parametrize("name", sorted(DOUBLES))
def test_a_double_is_refused_and_only_by_its_constraint(
    name, curriculum, bookings, dana, omar, owner_connection
):
    """The negative control: with the constraint dropped, the double goes in."""
    assign_to(bookings, curriculum=curriculum, by=omar)
    drop, double = DOUBLES[name]
    cursor = owner_connection.cursor()
    with pytest.raises(UniqueViolation, match=name):
        cursor.execute(double)
    cursor.execute("BEGIN")
    try:
        cursor.execute(drop)
        cursor.execute(double)
        assert cursor.rowcount == 2
    finally:
        cursor.execute("ROLLBACK")


def test_undoing_while_somebody_saves_is_answered_by_try_again(
    curriculum,
    bookings,
    dana,
    omar,
    owner_connection,
    impatient,  # noqa: F811 - the fixture
):
    rule = assign_to(bookings, curriculum=curriculum, by=omar)
    with owner_transaction(owner_connection) as cursor:
        cursor.execute("SELECT 1 FROM enrollments_enrollment FOR UPDATE")
        with pytest.raises(Busy):
            undo(rule=rule, by=omar, at=NOW)
    rule.refresh_from_db()
    assert rule.state == "applied"
    assert undo(rule=rule, by=omar, at=NOW).withdrawn == 2  # Dana and Milo


def test_what_is_being_undone_serves_no_new_assignment(curriculum, course, bookings, dana, omar):
    """Both curricula ask for one course; its enrollment ends while the second is assigned."""
    rule = assign_to(bookings, curriculum=curriculum, by=omar)
    other = create(slug="other", title="Other", required=[course], by=None, at=NOW)
    undone, second_is_over = threading.Event(), threading.Event()

    def undo_slowly():
        with transaction.atomic():
            undo(rule=rule, by=omar, at=NOW)
            undone.set()
            while not second_is_over.is_set() and not somebody_waits():
                second_is_over.wait(0.05)

    def assign_meanwhile():
        undone.wait(60)
        try:
            assign_to(bookings, curriculum=other, by=omar, at=NOW + dt.timedelta(minutes=1))
        except Conflict as refused:
            return refused
        finally:
            second_is_over.set()
        return None

    _, refused = at_once(undo_slowly, assign_meanwhile)
    assert isinstance(refused, Conflict)
    assert not Cycle.objects.filter(state="open").exists()
    assign_to(bookings, curriculum=other, by=omar, at=NOW + dt.timedelta(minutes=2))
    assert Enrollment.objects.open().filter(learner=dana).count() == 1


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity "
            "WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return cursor.fetchone()[0] > 0


def test_two_renew_the_same_people_at_once(bookings, europe, dana, milo, omar, second_hr):
    yearly = create(
        slug="yearly", title="Yearly", required=[publish("yearly")], validity_months=12, by=None,
        at=NOW,
    )  # fmt: skip
    assign_to(bookings, curriculum=yearly, by=omar)
    study(dana, yearly.courses.get(), at=NOW)
    refresh_cycles(completion_uuid=str(CompletionRecord.objects.get().uuid), at=NOW)
    later = {"at": NOW + dt.timedelta(days=400), "due": DueRule(Anchor.ASSIGNED, offset_days=14)}
    at_once(
        lambda: assign_to(bookings, curriculum=yearly, by=omar, **later),
        lambda: assign_to(europe, curriculum=yearly, by=second_hr, **later),
    )
    rounds = Cycle.objects.filter(assignment__person=dana).order_by("ordinal")
    assert list(rounds.values_list("ordinal", "state")) == [(1, "satisfied"), (2, "open")]
    assert Enrollment.objects.filter(learner=dana).count() == 2
