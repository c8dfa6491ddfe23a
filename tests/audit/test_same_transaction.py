"""Every change writes its audit lines in its own transaction: with it, or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from audit.models import AuditEvent
from certificates.models import Certificate
from certificates.services.issue import issue
from certificates.services.reissue import reissue
from certificates.services.revoke import revoke
from curricula.models import AssignmentRule, Curriculum
from curricula.services.create import create
from curricula.services.refresh_cycles import refresh_cycles
from curricula.services.undo import undo
from enrollments.models import CompletionRecord, Enrollment
from enrollments.services.complete_lesson import complete_lesson
from enrollments.services.enroll import enroll
from enrollments.services.withdraw import withdraw
from people.models import Department, User
from people.roles import Role
from people.services.add_department import add_department
from people.services.add_person import add_person
from people.services.change_department import move_department, rename_department
from people.services.employ import end_employment, start_employment, take_back_employment
from people.services.grant_role import end_role, grant_role
from people.services.set_active import set_active
from tests.reports.conftest import (  # noqa: F401 - fixtures of the same story
    ASSIGNED,
    DONE,
    NOW,
    ask,
    curriculum,
    hand_out,
    story,
)
from tests.support.factories import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


def who(name: str) -> User:
    return User.objects.get(legal_name__startswith=name)


def open_of(name: str) -> Enrollment:
    return Enrollment.objects.open().get(learner=who(name))


def finish_course() -> None:
    enrollment = open_of("Bruno")
    for lesson in enrollment.version.lessons.all():
        complete_lesson(
            enrollment=enrollment, lesson=lesson, by=enrollment.learner, at=DONE, passed=True,
            score_percent=90, attempts=1, pass_mark_percent=80,
        )  # fmt: skip


def finish_and_refresh() -> None:
    finish_course()
    record = CompletionRecord.objects.order_by("id").last()
    refresh_cycles(completion_uuid=str(record.uuid), at=DONE)


def finish_and_issue() -> None:
    finish_course()
    issue(completion=CompletionRecord.objects.order_by("id").last(), at=DONE)


def dana_certificate() -> Certificate:
    return Certificate.objects.live().get(learner=who("Dana"))


CALLS: dict[str, tuple[Callable[[], Any], dict[str, int]]] = {
    "enroll": (
        lambda: enroll(learner=who("Vera"), course=Curriculum.objects.get().courses.get(),
                       by=who("Omar"), at=NOW),
        {"enrollment.created": 1},
    ),
    "withdraw": (
        lambda: withdraw(enrollment=open_of("Bruno"), by=who("Omar"), at=NOW, reason="left"),
        {"enrollment.withdrawn": 1},
    ),
    "complete the last lesson": (finish_course, {"course.completed": 1}),
    "satisfy a cycle": (finish_and_refresh, {"course.completed": 1, "cycle.satisfied": 1}),
    "issue": (finish_and_issue, {"course.completed": 1, "certificate.issued": 1}),
    "revoke": (
        lambda: revoke(certificate=dana_certificate(), reason="wrong person", by=who("Omar"),
                       at=NOW),
        {"certificate.revoked": 1},
    ),
    "reissue": (
        lambda: reissue(certificate=dana_certificate(), reason="new name", by=who("Omar"), at=NOW),
        {"certificate.superseded": 1, "certificate.issued": 1},
    ),
    "create a curriculum": (
        lambda: create(slug="more", title="More", required=[Curriculum.objects.get().courses.get()],
                       by=who("Omar"), at=NOW),
        {"curriculum.created": 1},
    ),
    "assign": (
        lambda: hand_out(Department.objects.get(name="Europe"), by=who("Omar"), at=NOW,
                         curriculum=Curriculum.objects.get()),
        # Omar is new; Dana, Milo and Lurdes had it and get one more reason.
        {"curriculum.assigned": 1, "assignment.granted": 4, "enrollment.created": 1},
    ),
    "undo": (
        lambda: undo(rule=AssignmentRule.objects.order_by("id").last(), by=who("Omar"),
                     at=ASSIGNED),
        {"assignment.undone": 1, "assignment.withdrawn": 1, "enrollment.withdrawn": 1},
    ),
    "ask for a report": (lambda: ask(who("Vera")), {"report.requested": 1}),
    "add a person": (
        lambda: add_person(email="new@northwind.example", legal_name="New Nele", by=who("Omar"),
                           at=NOW),
        {"person.created": 1},
    ),
    "add a department": (
        lambda: add_department(name="Night desk", by=who("Omar"), at=NOW),
        {"department.created": 1},
    ),
    "rename a department": (
        lambda: rename_department(department=Department.objects.get(name="Europe"), name="EMEA",
                                  by=who("Omar"), at=NOW),
        {"department.renamed": 1},
    ),
    "move a department": (
        lambda: move_department(department=Department.objects.get(name="Europe"), parent=None,
                                by=who("Omar"), at=NOW),
        {"department.moved": 1},
    ),
    "begin an employment": (
        lambda: start_employment(person=who("Vera"), by=who("Omar"), at=NOW,
                                 department=Department.objects.get(name="Europe")),
        {"employment.started": 1},
    ),
    "end an employment": (
        lambda: end_employment(person=who("Bruno"), by=who("Omar"), at=NOW),
        {"employment.ended": 1},
    ),
    "take an employment back": (
        lambda: take_back_employment(person=who("Bruno"), by=who("Omar"), at=NOW),
        {"employment.ended": 1},
    ),
    "grant a role": (
        lambda: grant_role(person=who("Bruno"), role=Role.AUTHOR, by=who("Omar"), at=NOW),
        {"role.granted": 1},
    ),
    "end a role": (
        lambda: end_role(person=who("Omar"), role=Role.HR, by=None, at=NOW,
                         department=Department.objects.get(name="Europe")),
        {"role.ended": 1},
    ),
    "shut somebody out": (
        lambda: set_active(person=who("Bruno"), is_active=False, by=who("Omar"), at=NOW),
        {"person.changed": 1},
    ),
}  # fmt: skip


def digest() -> dict[str, Any]:
    """Return a digest of every table that holds facts."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename ~ "
            "'^(people|enrollments|curricula|certificates|reports|audit|common_outbox)'"
        )
        found = {}
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM {table} t")
            found[table] = cursor.fetchone()[0]
    return found


@pytest.mark.parametrize("name", sorted(CALLS))
def test_the_lines_are_in_the_transaction_of_the_change(story, vera, name):  # noqa: F811
    call, expected = CALLS[name]
    before, seen = digest(), AuditEvent.objects.order_by("id").last().pk
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_current_xact_id()::text::bigint")
            (xid,) = cursor.fetchone()
        call()
        events = list(AuditEvent.objects.filter(pk__gt=seen))
        assert Counter(event.verb for event in events) == expected
        assert {event.xid for event in events} == {xid}
        assert len({(event.verb, event.target_uuid) for event in events}) == len(events)
        assert digest() != before
        transaction.set_rollback(True)
    assert digest() == before  # neither the change nor its lines


def test_the_digest_sees_a_change(story):  # noqa: F811
    before = digest()
    UserFactory()
    assert digest() != before
