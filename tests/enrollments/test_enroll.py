"""Enrolling: pinned, once at a time, audited, in bulk."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, connection

from audit.models import AuditEvent
from common.errors import Conflict
from courses.models import Course
from enrollments.models import Enrollment
from enrollments.services.complete_lesson import complete_lesson
from enrollments.services.enroll import enroll, enroll_many
from enrollments.services.withdraw import withdraw
from tests.support.factories import SPRING, EnrollmentFactory, UserFactory, published_course

LATER = SPRING + dt.timedelta(days=30)
EVERYBODY = "SELECT id FROM people_user WHERE email LIKE %s"


def test_enrolling_pins_the_version_in_effect_and_is_audited(dana, omar):
    course = published_course()
    made = enroll(learner=dana, course=course, by=omar, at=SPRING)
    assert (made.version, made.ordinal, made.state) == (course.effective_version, 1, "open")
    line = AuditEvent.objects.get(verb="enrollment.created")
    assert (line.actor_label, line.subject_uuid, line.target_uuid) == (
        "Omar Haddou", dana.uuid, made.uuid,
    )  # fmt: skip
    assert line.detail == {"version": 1, "ordinal": 1}


def test_an_open_enrollment_is_returned_and_keeps_its_version(dana):
    made = enroll(learner=dana, course=published_course(), by=None, at=SPRING)
    newer = published_course(number=2)
    assert enroll(learner=dana, course=newer, by=None, at=LATER) == made
    assert AuditEvent.objects.filter(verb="enrollment.created").count() == 1


def test_a_retake_is_a_new_enrollment_of_the_version_in_effect_then(dana):
    course = published_course(lessons=[{"key": "only"}])
    first = enroll(learner=dana, course=course, by=None, at=SPRING)
    lesson = first.version.lessons.get()
    complete_lesson(enrollment=first, lesson=lesson, by=dana, at=SPRING)
    second = enroll(learner=dana, course=published_course(number=2), by=None, at=LATER)
    assert (second.ordinal, second.version.number) == (2, 2)
    first.refresh_from_db()
    assert first.state == "completed"


def test_a_course_without_a_version_refuses(dana):
    course = Course.objects.create(slug="empty", created_at=SPRING)
    with pytest.raises(Conflict, match="no published version"):
        enroll(learner=dana, course=course, by=None, at=SPRING)
    with pytest.raises(Conflict, match="no published version"):
        enroll_many(course=course, learner_ids_sql="SELECT 1", params=[], by=None, at=SPRING)


def test_bulk_enrolls_each_person_once_with_an_audit_line(omar):
    course = published_course()
    people = UserFactory.create_batch(5, email=_addresses())
    at_work = enroll(learner=people[0], course=course, by=None, at=SPRING)
    made = enroll_many(
        course=course, learner_ids_sql=EVERYBODY, params=["bulk%"], by=omar, at=LATER
    )
    assert made == 4
    again = enroll_many(
        course=course, learner_ids_sql=EVERYBODY, params=["bulk%"], by=omar, at=LATER
    )
    assert again == 0
    assert Enrollment.objects.count() == 5
    at_work.refresh_from_db()
    assert at_work.enrolled_at == SPRING
    lines = AuditEvent.objects.filter(verb="enrollment.created", at=LATER)
    assert lines.count() == 4
    made_for = Enrollment.objects.get(learner=people[1])
    line = lines.get(subject_uuid=people[1].uuid)
    assert line.target_uuid == made_for.uuid
    assert line.target_label == made_for.audit_label() == "Empathy in customer service, version 1"
    assert line.actor_uuid == omar.uuid
    assert line.detail == {"version": 1, "ordinal": 1}


def test_bulk_gives_the_next_ordinal_after_an_ended_enrollment(dana):
    course = published_course()
    ended = enroll(learner=dana, course=course, by=None, at=SPRING)
    withdraw(enrollment=ended, by=None, at=SPRING)
    sql = "SELECT id FROM people_user WHERE id = %s UNION ALL SELECT %s"
    assert (
        enroll_many(
            course=course, learner_ids_sql=sql, params=[dana.pk, dana.pk], by=None, at=LATER
        )
        == 1
    )
    assert Enrollment.objects.open().get(learner=dana).ordinal == 2


def test_bulk_is_two_statements_however_many_people(django_assert_num_queries, db):
    course = Course.objects.select_related("effective_version").get(pk=published_course().pk)
    UserFactory.create_batch(20, email=_addresses())
    with django_assert_num_queries(3):  # savepoint, the one statement, release
        enroll_many(course=course, learner_ids_sql=EVERYBODY, params=["bulk%"], by=None, at=SPRING)


def _addresses():
    import factory

    return factory.Sequence(lambda n: f"bulk{n}@northwind.example")


# --- withdrawing


def test_withdrawing_ends_an_enrollment_once(dana, omar):
    made = enroll(learner=dana, course=published_course(), by=None, at=SPRING)
    withdraw(enrollment=made, by=omar, at=LATER, reason="Moved to another desk")
    withdraw(enrollment=made, by=omar, at=LATER + dt.timedelta(days=1), reason="Again")
    assert (made.state, made.withdrawn_at) == ("withdrawn", LATER)
    line = AuditEvent.objects.get(verb="enrollment.withdrawn")
    assert (line.reason, line.subject_uuid) == ("Moved to another desk", dana.uuid)


def test_a_completed_enrollment_cannot_be_withdrawn(dana):
    course = published_course(lessons=[{"key": "only"}])
    made = enroll(learner=dana, course=course, by=None, at=SPRING)
    lesson = made.version.lessons.get()
    complete_lesson(enrollment=made, lesson=lesson, by=dana, at=SPRING)
    with pytest.raises(Conflict, match="cannot be withdrawn"):
        withdraw(enrollment=made, by=None, at=LATER)


# --- the database holds it, and without the constraint it would not hold


def test_two_open_enrollments_are_refused_by_the_database(dana):
    course = published_course()
    EnrollmentFactory(learner=dana, course=course)
    with pytest.raises(IntegrityError, match="enrollments_one_open"):
        EnrollmentFactory(learner=dana, course=course, ordinal=2)


def test_the_same_ordinal_twice_is_refused_by_the_database(dana):
    course = published_course()
    ended = EnrollmentFactory(learner=dana, course=course)
    withdraw(enrollment=ended, by=None, at=LATER)
    with pytest.raises(IntegrityError, match="enrollments_ordinal_once"):
        EnrollmentFactory(learner=dana, course=course, ordinal=1)


@pytest.mark.parametrize(
    "half",
    [
        {"state": "completed"},
        {"state": "withdrawn"},
        {"completed_at": LATER},
        {"withdrawn_at": LATER},
        {"state": "completed", "completed_at": LATER, "withdrawn_at": LATER},
    ],
)
def test_state_and_dates_go_together(dana, half):
    with pytest.raises(IntegrityError, match="enrollments_state_and_dates"):
        EnrollmentFactory(learner=dana, **half)


@pytest.mark.parametrize(
    "change",
    ["state = 'open', withdrawn_at = NULL", "withdrawn_at = withdrawn_at + interval '1 day'"],
)
def test_what_was_withdrawn_stays_so(dana, change):
    withdraw(enrollment=EnrollmentFactory(learner=dana), by=None, at=LATER)
    with pytest.raises(Exception, match="is refused"), connection.cursor() as cursor:
        cursor.execute(f"UPDATE enrollments_enrollment SET {change}")


def test_who_what_and_when_of_an_enrollment_are_frozen(dana, milo):
    made = EnrollmentFactory(learner=dana)
    with pytest.raises(Exception, match="is refused"), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE enrollments_enrollment SET learner_id = %s WHERE id = %s", [milo.pk, made.pk]
        )
