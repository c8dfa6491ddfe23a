"""Assigning: everything for everybody, or nothing."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest

from audit.models import AuditEvent
from common.errors import Conflict, InvalidInput
from common.models import OutboxRow
from curricula.audience import Audience
from curricula.due_dates import Anchor, DueRule, due_at
from curricula.models import Assignment, AssignmentGrant, AssignmentRule, Cycle, CycleEnrollment
from curricula.selectors.overview import rule_facts
from curricula.selectors.plan import groups, intent, totals
from curricula.services.assign import AudienceChanged, Exceptions
from curricula.services.refresh_cycles import OF_RULE, satisfy
from enrollments.models import Enrollment
from notifications.models import Notification
from people.models import Department
from tests.curricula.conftest import IN_TIME, NOW, assign_to, audience_of, study
from tests.support.factories import EmploymentFactory, UserFactory


def test_everything_is_written_for_each_person(curriculum, bookings, dana, milo, omar):
    rule = assign_to(bookings, curriculum=curriculum, by=omar, note="For the winter season.")
    assert set(Assignment.objects.values_list("person", flat=True)) == {dana.pk, milo.pk}
    cycle = Cycle.objects.get(assignment__person=dana)
    assert (cycle.ordinal, cycle.state, cycle.zone) == (1, "open", "Europe/Lisbon")
    assert cycle.due_on == dt.date(2026, 12, 4)
    assert cycle.due_at == due_at(cycle.due_on, cycle.zone)
    grant = AssignmentGrant.objects.get(assignment__person=dana)
    assert grant.rule == rule
    assert grant.why == "Works in Bookings or below. For the winter season."
    place = CycleEnrollment.objects.get(cycle=cycle)
    assert place.enrollment.learner == dana
    assert place.is_required
    message = Notification.objects.get(recipient=dana)
    assert message.kind == "assignment.new"
    assert message.context["due"] == "Fri 4 December 2026, 24:00 Lisbon"
    assert OutboxRow.objects.filter(subscription="notifications.send").count() == 2
    assert AuditEvent.objects.filter(verb="curriculum.assigned").count() == 1
    line = AuditEvent.objects.get(verb="assignment.granted", subject_uuid=dana.uuid)
    assert line.actor_uuid == omar.uuid
    assert line.detail["due_on"] == "2026-12-04"


def test_each_due_date_is_in_the_zone_of_the_person(curriculum, bookings, omar):
    zones = ["Pacific/Auckland", "America/Los_Angeles", "Asia/Kolkata", "Not/AZone"]
    for zone in zones:
        EmploymentFactory(department=bookings, person=UserFactory(time_zone=zone))
    assign_to(bookings, curriculum=curriculum, by=omar)
    found = dict(Cycle.objects.values_list("assignment__person__time_zone", "due_at"))
    assert len(set(found.values())) == 4
    assert found["Pacific/Auckland"] == dt.datetime(2026, 12, 4, 11, tzinfo=dt.UTC)
    assert found["America/Los_Angeles"] == dt.datetime(2026, 12, 5, 8, tzinfo=dt.UTC)
    assert found["Asia/Kolkata"] == dt.datetime(2026, 12, 4, 18, 30, tzinfo=dt.UTC)
    assert found["Not/AZone"] == dt.datetime(2026, 12, 5, tzinfo=dt.UTC)


def test_the_scope_is_never_left(curriculum, europe, bookings, elsewhere, dana, ines):
    everybody = audience_of()
    assign_to(europe, curriculum=curriculum, by=ines, audience=everybody,
              scope=frozenset({elsewhere.pk}))  # fmt: skip
    assert set(Assignment.objects.values_list("person", flat=True)) == {ines.pk}


def test_a_department_outside_the_scope_does_not_exist(curriculum, bookings, elsewhere, ines):
    for unknown in [audience_of(bookings), audience_of(bookings, elsewhere)]:
        with pytest.raises(InvalidInput, match="no such department"):
            assign_to(elsewhere, curriculum=curriculum, by=ines, audience=unknown)
    assert not AssignmentRule.objects.exists()


def test_who_left_or_may_not_sign_in_is_not_in(curriculum, bookings, dana, omar):
    EmploymentFactory(department=bookings, person=UserFactory(is_active=False))
    from psycopg2.extras import DateRange

    EmploymentFactory(
        department=bookings, valid=DateRange(dt.date(2020, 1, 1), dt.date(2026, 11, 23))
    )
    assign_to(bookings, curriculum=curriculum, by=omar)
    assert Assignment.objects.count() == 2


def test_a_second_rule_adds_a_reason_and_no_second_cycle(curriculum, europe, bookings, dana, omar):
    assign_to(bookings, curriculum=curriculum, by=omar)
    messages = Notification.objects.count()
    later = DueRule(Anchor.FIXED, due_on=dt.date(2027, 3, 1))
    assign_to(europe, curriculum=curriculum, by=omar, due=later)
    assert Cycle.objects.filter(assignment__person=dana).count() == 1
    assert Cycle.objects.get(assignment__person=dana).due_on == dt.date(2026, 12, 4)
    assert AssignmentGrant.objects.filter(assignment__person=dana).count() == 2
    assert Enrollment.objects.filter(learner=dana).count() == 1
    assert Notification.objects.count() == messages + 1  # omar himself is new


def test_sent_twice_it_happens_once(curriculum, bookings, dana, omar):
    token = uuid.uuid4()
    first = assign_to(bookings, curriculum=curriculum, by=omar, token=token)
    again = assign_to(bookings, curriculum=curriculum, by=omar, token=token)
    assert first == again
    assert AssignmentRule.objects.count() == 1
    assert Notification.objects.count() == 2
    assert AuditEvent.objects.filter(verb="assignment.granted").count() == 2


def test_a_token_serves_one_person_only(curriculum, bookings, elsewhere, dana, omar, ines):
    token = uuid.uuid4()
    assign_to(bookings, curriculum=curriculum, by=omar, token=token)
    with pytest.raises(Conflict):
        assign_to(elsewhere, curriculum=curriculum, by=ines, token=token)


@pytest.mark.parametrize(
    "other",
    [
        {"due": DueRule(Anchor.FIXED, due_on=dt.date(2026, 12, 24))},
        {"due": DueRule(Anchor.ASSIGNED, offset_days=7)},
        {"note": "Another word"},
        {"audience": Audience(hired_from=dt.date(2020, 1, 1))},
    ],
)
def test_a_token_serves_one_wish_only(curriculum, bookings, dana, omar, other):
    token = uuid.uuid4()
    assign_to(bookings, curriculum=curriculum, by=omar, token=token)
    with pytest.raises(Conflict, match="something else"):
        assign_to(bookings, curriculum=curriculum, by=omar, token=token, **other)
    assert AssignmentRule.objects.count() == 1


def test_nobody_in_is_refused(curriculum, bookings, dana, omar):
    nobody = audience_of(bookings, hired_from=dt.date(2026, 5, 1))
    with pytest.raises(InvalidInput, match="Nobody is in"):
        assign_to(bookings, curriculum=curriculum, by=omar, audience=nobody)
    assert not AssignmentRule.objects.exists()


def test_a_past_due_date_is_refused_and_today_is_not(curriculum, bookings, dana, omar):
    yesterday = DueRule(Anchor.FIXED, due_on=dt.date(2026, 11, 22))
    with pytest.raises(InvalidInput, match="already past") as caught:
        assign_to(bookings, curriculum=curriculum, by=omar, due=yesterday)
    assert caught.value.field == "due_on"
    today = DueRule(Anchor.FIXED, due_on=dt.date(2026, 11, 23))
    assign_to(bookings, curriculum=curriculum, by=omar, due=today)


def test_long_names_of_departments_fit_into_the_trail(curriculum, bookings, dana, omar):
    named = [
        Department.objects.create(name=f"{number} {'Customer care ' * 8}".strip(), parent=bookings)
        for number in range(3)
    ]
    assign_to(bookings, curriculum=curriculum, by=omar, audience=audience_of(bookings, *named))
    line = AuditEvent.objects.get(verb="curriculum.assigned")
    assert line.target_label.startswith("Empathy in customer service for works in")


def test_too_many_at_once_is_refused(curriculum, bookings, dana, milo, omar, monkeypatch):
    monkeypatch.setattr("curricula.services.refuse.MOST_AT_ONCE", 1)
    with pytest.raises(InvalidInput, match="at most 1 can"):
        assign_to(bookings, curriculum=curriculum, by=omar)


def test_a_course_that_is_not_published_is_refused(curriculum, course, bookings, dana, omar):
    course.effective_version = None
    course.save(update_fields=["effective_version"])
    with pytest.raises(Conflict, match="not published"):
        assign_to(bookings, curriculum=curriculum, by=omar)


@pytest.fixture
def without_hire_date(bookings):
    return EmploymentFactory(department=bookings, hired_on=None).person


AFTER_HIRE = DueRule(Anchor.HIRED, offset_days=2600)


def test_hr_is_asked_about_people_without_a_due_date(
    curriculum, bookings, dana, without_hire_date, omar
):
    with pytest.raises(InvalidInput, match="For 1 people") as caught:
        assign_to(bookings, curriculum=curriculum, by=omar, due=AFTER_HIRE)
    assert caught.value.field == "exceptions"
    assert not Assignment.objects.exists()


def test_they_are_left_out_when_hr_says_so(curriculum, bookings, dana, without_hire_date, omar):
    assign_to(bookings, curriculum=curriculum, by=omar, due=AFTER_HIRE,
              exceptions=Exceptions.LEAVE_OUT)  # fmt: skip
    assert not Assignment.objects.filter(person=without_hire_date).exists()
    due_on = dt.date(2020, 1, 1) + dt.timedelta(days=2600)
    assert Cycle.objects.get(assignment__person=dana).due_on == due_on


def test_where_nobody_would_be_left_nothing_is_assigned(curriculum, bookings, omar):
    person = EmploymentFactory(department=bookings, hired_on=dt.date(2000, 1, 1)).person
    with pytest.raises(InvalidInput, match="Nobody would be left"):
        assign_to(bookings, curriculum=curriculum, by=omar, due=AFTER_HIRE,
                  exceptions=Exceptions.LEAVE_OUT)  # fmt: skip
    assert not Assignment.objects.filter(person=person).exists()
    assert not AssignmentRule.objects.exists()


def test_they_get_no_date_when_hr_says_so(curriculum, bookings, dana, without_hire_date, omar):
    assign_to(bookings, curriculum=curriculum, by=omar, due=AFTER_HIRE,
              exceptions=Exceptions.WITHOUT_DATE)  # fmt: skip
    cycle = Cycle.objects.get(assignment__person=without_hire_date)
    assert (cycle.due_on, cycle.due_at, cycle.state) == (None, None, "open")
    assert Notification.objects.get(recipient=without_hire_date).context["due"] == ""


def look(department, curriculum, by):
    wanted = intent(
        curriculum=curriculum, audience=audience_of(department), due=IN_TIME,
        scope=frozenset({department.pk}), time_zone=by.time_zone, at=NOW,
    )  # fmt: skip
    return totals(wanted, groups(wanted))


def test_what_changed_since_the_preview_is_asked_again(curriculum, bookings, dana, omar):
    shown = look(bookings, curriculum, omar)
    EmploymentFactory(department=bookings)
    with pytest.raises(AudienceChanged):
        assign_to(bookings, curriculum=curriculum, by=omar, expected=shown.digest)
    assert not Assignment.objects.exists()
    assert not AssignmentRule.objects.exists()


def test_another_date_for_somebody_is_asked_again(curriculum, bookings, dana, omar):
    shown = look(bookings, curriculum, omar)
    type(dana).objects.filter(pk=dana.pk).update(time_zone="Asia/Tokyo")
    with pytest.raises(AudienceChanged):
        assign_to(bookings, curriculum=curriculum, by=omar, expected=shown.digest)
    assert not Assignment.objects.exists()


def test_what_did_not_change_is_written(curriculum, bookings, dana, omar):
    shown = look(bookings, curriculum, omar)
    assert (shown.people, shown.newcomers, shown.exceptions) == (2, 2, 0)
    assert assign_to(bookings, curriculum=curriculum, by=omar, expected=shown.digest)


def test_who_completed_the_course_already_is_done_at_once(curriculum, course, bookings, dana, omar):
    from enrollments.services.enroll import enroll

    enroll(learner=dana, course=course, by=dana, at=NOW)
    done = study(dana, course)
    assert done.state == "completed"
    assign_to(bookings, curriculum=curriculum, by=omar, at=NOW + dt.timedelta(days=3))
    cycle = Cycle.objects.get(assignment__person=dana)
    assert cycle.state == "satisfied"
    assert Enrollment.objects.filter(learner=dana).count() == 1
    assert not Notification.objects.filter(recipient=dana, kind="assignment.new").exists()


def test_had_completed_it_before_means_before(curriculum, course, bookings, dana, milo, omar):
    from enrollments.services.enroll import enroll

    earlier, later = (NOW + dt.timedelta(days=days) for days in (-3, 3))
    enroll(learner=dana, course=course, by=dana, at=earlier)
    study(dana, course, at=earlier)
    rule = assign_to(bookings, curriculum=curriculum, by=omar)
    study(milo, course, at=later)
    satisfy(which=OF_RULE, params=[rule.pk], at=later)
    assert set(Cycle.objects.values_list("state", flat=True)) == {"satisfied"}
    facts = rule_facts(rule, undoable_until=NOW)
    assert (facts.people, facts.opened, facts.finished) == (2, 2, 1)


def test_an_open_enrollment_is_kept(curriculum, course, bookings, dana, omar):
    from enrollments.services.enroll import enroll

    mine = enroll(learner=dana, course=course, by=dana, at=NOW)
    assign_to(bookings, curriculum=curriculum, by=omar)
    assert CycleEnrollment.objects.get(cycle__assignment__person=dana).enrollment == mine


def test_the_number_of_statements_does_not_grow(
    curriculum, bookings, dana, omar, django_assert_max_num_queries
):
    EmploymentFactory.create_batch(25, department=bookings)
    with django_assert_max_num_queries(32):
        assign_to(bookings, curriculum=curriculum, by=omar)
    assert Cycle.objects.count() == 27
