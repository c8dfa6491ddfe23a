"""Completing: idempotent, by the rule, frozen, with one event."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from decimal import Decimal

import pytest
from django.db import transaction
from psycopg2.extras import DateRange

from audit.models import AuditEvent
from common.errors import Conflict, InvalidInput
from common.models import OutboxRow
from enrollments.completion import Progress
from enrollments.models import CompletionRecord, LessonCompletion
from enrollments.services.complete_lesson import EnrollmentEnded, complete_lesson, take_in
from enrollments.services.enroll import enroll
from enrollments.services.finish_reading import finish_reading
from enrollments.services.visit_lesson import visit_lesson
from enrollments.services.withdraw import withdraw
from people.models import Employment
from tests.support.factories import SPRING, EnrollmentFactory, UserFactory, published_course

LATER = SPRING + dt.timedelta(hours=2)
WITH_QUIZ = [{"key": "l1-1"}, {"key": "m1-quiz", "kind": "quiz"}]
RESULT = {
    "passed": True, "score_percent": Decimal("87.5"), "attempts": 2, "pass_mark_percent": 75,
}  # fmt: skip


def enrolled(learner, **course):
    return enroll(learner=learner, course=published_course(**course), by=None, at=SPRING)


def lesson_of(enrollment, key):
    return enrollment.version.lessons.get(key=key)


def do(enrollment, key, *, at=LATER, **result):
    return complete_lesson(
        enrollment=enrollment, lesson=lesson_of(enrollment, key), by=enrollment.learner, at=at,
        **result,
    )  # fmt: skip


def test_a_lesson_moves_progress(dana):
    enrollment = enrolled(dana)
    assert do(enrollment, "l1-2") == Progress(done=1, total=3, percent=33, is_complete=False)
    assert OutboxRow.objects.count() == 0


def test_the_same_lesson_twice_counts_once_and_keeps_its_first_moment(dana):
    enrollment = enrolled(dana)
    do(enrollment, "l1-1", at=SPRING)
    assert do(enrollment, "l1-1").done == 1
    assert LessonCompletion.objects.get().completed_at == SPRING


def test_a_failed_quiz_changes_nothing(dana):
    enrollment = enrolled(dana, lessons=WITH_QUIZ)
    do(enrollment, "l1-1")
    failed = {**RESULT, "passed": False, "score_percent": Decimal(50)}
    assert do(enrollment, "m1-quiz", **failed).percent == 50
    assert LessonCompletion.objects.filter(lesson__kind="quiz").count() == 0


def test_the_last_lesson_completes_the_course_with_one_record_one_line_and_one_event(dana):
    enrollment = enrolled(dana, lessons=WITH_QUIZ)
    do(enrollment, "m1-quiz", **RESULT)
    done = do(enrollment, "l1-1")
    assert done.is_complete
    again = do(enrollment, "l1-1", at=LATER + dt.timedelta(days=1))
    assert again == done
    enrollment.refresh_from_db()
    assert (enrollment.state, enrollment.completed_at) == ("completed", LATER)
    found = CompletionRecord.objects.get()
    assert OutboxRow.objects.filter(key=f"certificates.issue:{found.uuid}").count() == 1
    line = AuditEvent.objects.get(verb="course.completed")
    assert (line.target_uuid, line.subject_uuid, line.actor_uuid) == (
        found.uuid, dana.uuid, dana.uuid,
    )  # fmt: skip


def test_the_record_freezes_person_place_version_and_results(dana):
    enrollment = enrolled(dana, lessons=WITH_QUIZ)
    do(enrollment, "m1-quiz", at=SPRING, **RESULT)
    do(enrollment, "l1-1")
    found = CompletionRecord.objects.get()
    assert found.person_name == found.certificate_name == "Dana Whitfield-Šimić"
    assert (found.employee_number, found.job_title) == ("NW-1042", "Phone agent")
    assert (found.department_name, found.manager_name) == ("Bookings", "Milo Ferreira")
    path = [node["name"] for node in found.department_path]
    assert path == ["Northwind Assistance", "Europe", "Bookings"]
    assert (found.course_slug, found.version_number) == ("empathy", 1)
    assert found.content_hash == enrollment.version.content_hash
    assert (found.score_percent, found.pass_mark_percent, found.attempts) == (
        Decimal("87.50"), 75, 2,
    )  # fmt: skip
    assert found.criteria["rule"] == "every_required_lesson"
    by_key = {row["key"]: row for row in found.criteria["lessons"]}
    assert by_key["m1-quiz"]["score_percent"] == "87.50"
    assert by_key["m1-quiz"]["completed_at"] == SPRING.isoformat()
    assert by_key["l1-1"]["passed"] is None


def test_the_spell_of_that_day_counts_in_the_persons_own_zone(bookings, europe):
    person = UserFactory(time_zone="Pacific/Auckland")
    spells = [(bookings, None, "2026-03-03"), (europe, "2026-03-03", None)]
    for department, first, end in spells:
        Employment.objects.create(
            person=person, department=department, valid=DateRange(_day(first), _day(end))
        )
    enrollment = enrolled(person, lessons=[{"key": "only"}])
    # 12:30 UTC on the 2nd is the 3rd already in Auckland.
    do(enrollment, "only", at=dt.datetime(2026, 3, 2, 12, 30, tzinfo=dt.UTC))
    assert CompletionRecord.objects.get().department_name == "Europe"


def _day(text):
    return dt.date.fromisoformat(text) if text else None


@pytest.mark.parametrize("zone", ["Europe/Lisbon", "Atlantis/Nowhere", ""])
def test_a_person_without_department_manager_or_number_completes_too(db, zone):
    person = UserFactory(employee_number=None, time_zone=zone)
    do(enrolled(person, lessons=[{"key": "only"}]), "only")
    found = CompletionRecord.objects.get()
    assert (found.employee_number, found.department_name, found.manager_name) == ("", "", "")
    assert (found.department_uuid, found.department_path) == (None, [])


def test_optional_lessons_do_not_hold_the_course_up_and_may_follow(dana):
    lessons = [{"key": "a"}, {"key": "extra", "is_required": False}]
    enrollment = enrolled(dana, lessons=lessons)
    assert do(enrollment, "a").is_complete
    assert do(enrollment, "extra").is_complete
    assert CompletionRecord.objects.count() == 1
    assert LessonCompletion.objects.count() == 2


def test_a_lesson_of_another_version_is_refused(dana):
    enrollment = enrolled(dana)
    newer = published_course(number=2)
    with pytest.raises(InvalidInput, match="another version"):
        complete_lesson(
            enrollment=enrollment, lesson=newer.effective_version.lessons.first(), by=dana, at=LATER
        )


def test_a_withdrawn_enrollment_takes_nothing_more(dana):
    enrollment = enrolled(dana)
    withdraw(enrollment=enrollment, by=None, at=SPRING)
    with pytest.raises(Conflict, match="has ended"):
        do(enrollment, "l1-1")


def test_not_even_for_whom_the_end_is_no_reason_to_stop(dana):
    """Who takes a lesson in with another change may pass over the refusal and keep that change."""
    enrollment = enrolled(dana)
    withdraw(enrollment=enrollment, by=None, at=SPRING)
    lesson = enrollment.version.lessons.get(key="l1-1")
    with transaction.atomic(), suppress(EnrollmentEnded):
        take_in(enrollment=enrollment, lesson=lesson, by=dana, at=SPRING)
    assert not LessonCompletion.objects.exists()


def test_a_new_version_changes_nothing_for_those_who_study_the_old_one(dana):
    enrollment = enrolled(dana, lessons=[{"key": "a"}])
    published_course(number=2, lessons=[{"key": "a"}, {"key": "b"}])
    assert do(enrollment, "a").is_complete


def test_nobody_completes_a_quiz_by_saying_so(dana):
    lessons = [{"key": "soft-quiz", "kind": "quiz", "move_on": "completed"}]
    enrollment = enrolled(dana, lessons=lessons)
    lesson = lesson_of(enrollment, "soft-quiz")
    with pytest.raises(Conflict, match="by doing it"):
        finish_reading(enrollment=enrollment, lesson=lesson, by=dana, at=LATER)
    # Without that guard the course would be complete:
    assert complete_lesson(enrollment=enrollment, lesson=lesson, by=dana, at=LATER).is_complete


# --- where one left


def test_visiting_remembers_the_place_and_is_quiet_for_a_minute(dana, django_assert_num_queries):
    enrollment = EnrollmentFactory(learner=dana)
    first, second, _ = enrollment.version.lessons.order_by("ordinal")
    assert visit_lesson(enrollment=enrollment, lesson_id=first.pk, at=SPRING)
    enrollment.refresh_from_db()
    soon = SPRING + dt.timedelta(seconds=59)
    with django_assert_num_queries(0):
        assert not visit_lesson(enrollment=enrollment, lesson_id=first.pk, at=soon)
    with django_assert_num_queries(1):
        assert visit_lesson(enrollment=enrollment, lesson_id=second.pk, at=soon)
    minute = SPRING + dt.timedelta(minutes=1)
    assert visit_lesson(enrollment=enrollment, lesson_id=first.pk, at=minute)
    enrollment.refresh_from_db()
    assert (enrollment.latest_lesson, enrollment.latest_seen_at) == (first, minute)


# --- whatever authors publish, what was completed stays as it is


def digest():
    """Return everything that is on record, as one value."""
    return [
        list(model.objects.order_by("id").values())
        for model in (LessonCompletion, CompletionRecord)
    ]


def test_no_later_version_touches_a_completion(dana):
    enrollment = enrolled(dana, lessons=WITH_QUIZ)
    do(enrollment, "l1-1")
    do(enrollment, "m1-quiz", **RESULT)
    before = digest()
    changes = [
        {"title": "Another title"},
        {"lessons": [{"key": "l1-1", "is_required": False}, {"key": "new"}]},
        {"lessons": [{"key": "m1-quiz", "kind": "quiz", "move_on": "not_applicable"}]},
        {"lessons": [{"key": "l1-1", "move_on": "passed"}], "change": "minor"},
    ]
    for number, change in enumerate(changes, start=2):
        published_course(number=number, **change)
        assert do(enrollment, "l1-1", at=LATER + dt.timedelta(days=number)).is_complete
        assert digest() == before
