"""A cycle is satisfied with the last required course, once, and then stays as it is."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from audit.models import AuditEvent
from common.models import OutboxRow
from curricula.models import Cycle
from curricula.services.create import create
from curricula.services.refresh_cycles import refresh_cycles
from curricula.tasks import refresh_cycles as task
from enrollments.models import CompletionRecord, Enrollment
from enrollments.services.enroll import enroll
from tests.curricula.conftest import NOW, assign_to, publish, study


@pytest.fixture
def long_one(db):
    """Two required courses and an optional one, valid for a month."""
    return create(
        slug="long-one", title="Long one", required=[publish("first"), publish("second")],
        optional=[publish("third")], validity_months=1, by=None, at=NOW,
    )  # fmt: skip


def course_of(curriculum, slug):
    return curriculum.courses.get(slug=slug)


def completed(person, course, at=NOW) -> str:
    study(person, course, at=at)
    return str(CompletionRecord.objects.get(learner=person, course_slug=course.slug).uuid)


def test_the_last_required_course_satisfies_it(long_one, bookings, dana, omar):
    assign_to(bookings, curriculum=long_one, by=omar)
    cycle = Cycle.objects.get(assignment__person=dana)
    first = completed(dana, course_of(long_one, "first"))
    assert refresh_cycles(completion_uuid=first, at=NOW) == 0
    end_of_january = dt.datetime(2027, 1, 31, 15, tzinfo=dt.UTC)
    second = completed(dana, course_of(long_one, "second"), at=end_of_january)
    assert refresh_cycles(completion_uuid=second, at=end_of_january) == 1
    cycle.refresh_from_db()
    assert (cycle.state, cycle.satisfied_at) == ("satisfied", end_of_january)
    assert cycle.expires_on == dt.date(2027, 2, 28)  # a calendar month, never 30 days
    line = AuditEvent.objects.get(verb="cycle.satisfied")
    assert (line.subject_uuid, line.actor_label) == (dana.uuid, "System")
    assert line.detail["expires_on"] == "2027-02-28"


def test_what_a_worker_notices_late_was_done_in_time(long_one, bookings, dana, omar):
    assign_to(bookings, curriculum=long_one, by=omar)
    in_time = dt.datetime(2026, 12, 4, 23, 30, tzinfo=dt.UTC)
    completed(dana, course_of(long_one, "first"))
    last = completed(dana, course_of(long_one, "second"), at=in_time)
    refresh_cycles(completion_uuid=last, at=in_time + dt.timedelta(hours=9))
    cycle = Cycle.objects.get(assignment__person=dana)
    assert cycle.satisfied_at == in_time < cycle.due_at
    assert cycle.expires_on == dt.date(2027, 1, 4)


def test_what_was_done_before_counts_from_then(long_one, bookings, dana, omar):
    for slug, days in (("first", 0), ("second", 2)):
        course = course_of(long_one, slug)
        enroll(learner=dana, course=course, by=dana, at=NOW)
        study(dana, course, at=NOW + dt.timedelta(days=days))
    assign_to(bookings, curriculum=long_one, by=omar, at=NOW + dt.timedelta(days=9))
    cycle = Cycle.objects.get(assignment__person=dana)
    assert cycle.satisfied_at == NOW + dt.timedelta(days=2)
    assert cycle.expires_on == dt.date(2026, 12, 25)


def test_the_optional_course_does_not_matter(long_one, bookings, dana, omar):
    assign_to(bookings, curriculum=long_one, by=omar)
    third = completed(dana, course_of(long_one, "third"))
    assert refresh_cycles(completion_uuid=third, at=NOW) == 0
    assert Cycle.objects.get(assignment__person=dana).state == "open"


def test_delivered_three_times_it_happens_once(curriculum, course, bookings, dana, omar):
    assign_to(bookings, curriculum=curriculum, by=omar)
    study(dana, course)
    row = OutboxRow.objects.get(subscription="curricula.refresh_cycles")
    for _ in range(3):
        task(row_id=row.pk)
    row.refresh_from_db()
    assert row.done_at
    assert Cycle.objects.get(assignment__person=dana).state == "satisfied"
    assert AuditEvent.objects.filter(verb="cycle.satisfied").count() == 1


def test_a_completion_that_serves_no_cycle_changes_nothing(course, dana):
    enroll(learner=dana, course=course, by=dana, at=NOW)
    assert refresh_cycles(completion_uuid=completed(dana, course), at=NOW) == 0


def test_an_expired_completion_does_not_count_again(long_one, bookings, dana, omar):
    for slug in ("first", "second"):
        course = course_of(long_one, slug)
        enroll(learner=dana, course=course, by=dana, at=NOW)
        study(dana, course, at=NOW)
    later = NOW + dt.timedelta(days=40)
    from curricula.due_dates import Anchor, DueRule

    assign_to(bookings, curriculum=long_one, by=omar, at=later,
              due=DueRule(Anchor.ASSIGNED, offset_days=14))  # fmt: skip
    assert Cycle.objects.get(assignment__person=dana).state == "open"
    assert Enrollment.objects.open().filter(learner=dana).count() == 3


def test_a_satisfied_cycle_is_read_only(curriculum, course, bookings, dana, omar):
    assign_to(bookings, curriculum=curriculum, by=omar)
    refresh_cycles(completion_uuid=completed(dana, course), at=NOW)
    satisfied = Cycle.objects.filter(state="satisfied")
    with pytest.raises(DatabaseError, match="never change"), transaction.atomic():
        satisfied.update(state="open", satisfied_at=None)
    assert satisfied.count() == 1


def test_half_a_satisfied_cycle_is_refused(curriculum, bookings, dana, omar):
    assign_to(bookings, curriculum=curriculum, by=omar)
    for wrong in ({"state": "satisfied"}, {"satisfied_at": NOW}, {"due_at": None}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Cycle.objects.update(**wrong)
