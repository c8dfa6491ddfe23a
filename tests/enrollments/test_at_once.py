"""Eight at once, and what would happen without the guards."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import psycopg2
import pytest
from django.db import IntegrityError, connection
from django.urls import reverse

from audit.models import AuditEvent
from common.models import OutboxRow
from enrollments.models import CompletionRecord, Enrollment, LessonCompletion
from enrollments.services import complete_lesson as module
from enrollments.services.complete_lesson import complete_lesson
from enrollments.services.enroll import enroll
from tests.support.factories import SPRING, EnrollmentFactory, UserFactory, published_course

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*calls: Callable[[], object]) -> list[object]:
    """Run the calls in threads that start together, each on a connection of its own."""
    start = threading.Barrier(len(calls))

    def run(call):
        start.wait(timeout=60)
        try:
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return [future.result(timeout=120) for future in [pool.submit(run, call) for call in calls]]


def do(enrollment, lesson):
    return complete_lesson(enrollment=enrollment, lesson=lesson, by=enrollment.learner, at=SPRING)


def test_eight_at_once_complete_a_lesson_and_the_course_exactly_once():
    enrollment = EnrollmentFactory(course=published_course(lessons=[{"key": "only"}]))
    lesson = enrollment.version.lessons.get()
    found = at_once(*[lambda: do(enrollment, lesson)] * 8)
    assert {progress.percent for progress in found} == {100}
    record = CompletionRecord.objects.get()
    assert LessonCompletion.objects.count() == 1
    assert AuditEvent.objects.filter(verb="course.completed").count() == 1
    assert OutboxRow.objects.filter(key=f"certificates.issue:{record.uuid}").count() == 1
    keys = OutboxRow.objects.values_list("key", flat=True)
    assert {key.split(":")[1] for key in keys} == {str(record.uuid)}


def test_eight_at_once_enroll_somebody_exactly_once():
    person, course = UserFactory(), published_course()
    found = at_once(*[lambda: enroll(learner=person, course=course, by=None, at=SPRING)] * 8)
    assert len({enrollment.pk for enrollment in found}) == 1
    assert Enrollment.objects.count() == 1
    assert AuditEvent.objects.filter(verb="enrollment.created").count() == 1


def test_two_last_lessons_at_once_complete_the_course():
    enrollment = EnrollmentFactory(course=published_course(lessons=[{"key": "a"}, {"key": "b"}]))
    first, second = enrollment.version.lessons.order_by("ordinal")
    at_once(lambda: do(enrollment, first), lambda: do(enrollment, second))
    enrollment.refresh_from_db()
    assert enrollment.state == "completed"
    assert CompletionRecord.objects.count() == 1


@pytest.fixture
def impatient():
    """Make this connection wait for locks only briefly."""
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '50ms'")
    yield
    connection.close()


def test_a_row_that_stays_locked_is_answered_by_try_again(sign_in, owner_connection, impatient):
    person = UserFactory()
    enrollment = EnrollmentFactory(learner=person)
    client = sign_in(person)
    url = reverse("enrollments:complete-lesson", args=[enrollment.uuid, "l1-1"])
    with owner_transaction(owner_connection) as cursor:
        cursor.execute("SELECT 1 FROM enrollments_enrollment FOR UPDATE")
        answer = client.post(url)
        api = reverse("api:my-lesson-completion", args=[enrollment.uuid, "l1-1"])
        assert client.post(api).status_code == 409
    page = client.get(answer.url)
    assert answer.url == reverse("enrollments:lesson", args=[enrollment.uuid, "l1-1"])
    assert "Please try again." in page.content.decode()
    assert LessonCompletion.objects.count() == 0


# --- what would happen without


def test_without_the_lock_two_last_lessons_miss_each_other(monkeypatch):
    enrollment = EnrollmentFactory(course=published_course(lessons=[{"key": "a"}, {"key": "b"}]))
    first, second = enrollment.version.lessons.order_by("ordinal")
    both_wrote, write = threading.Barrier(2), module._write

    def write_and_wait(*given):
        found = write(*given)
        both_wrote.wait(timeout=60)
        return found

    lock, rest = module._TAKE_IN.split(";", 1)
    assert "FOR NO KEY UPDATE" in lock
    monkeypatch.setattr(module, "_TAKE_IN", rest)
    monkeypatch.setattr(module, "_write", write_and_wait)
    at_once(lambda: do(enrollment, first), lambda: do(enrollment, second))
    enrollment.refresh_from_db()
    assert LessonCompletion.objects.count() == 2
    assert enrollment.state == "open"  # everything done, and open for ever


@contextmanager
def owner_transaction(owner) -> Iterator[psycopg2.extensions.cursor]:
    """Give the owner's cursor in a transaction that is rolled back."""
    cursor = owner.cursor()
    cursor.execute("BEGIN")
    try:
        yield cursor
    finally:
        cursor.execute("ROLLBACK")


INSERT_TWIN = {
    "enrollments_one_open": (
        "INSERT INTO enrollments_enrollment (uuid, learner_id, course_id, version_id, ordinal, "
        "state, enrolled_at) SELECT gen_random_uuid(), learner_id, course_id, version_id, "
        "ordinal + 1, state, enrolled_at FROM enrollments_enrollment"
    ),
    "enrollments_lesson_once": (
        "INSERT INTO enrollments_lessoncompletion (uuid, enrollment_id, lesson_id, completed_at) "
        "SELECT gen_random_uuid(), enrollment_id, lesson_id, completed_at "
        "FROM enrollments_lessoncompletion"
    ),
    "enrollments_record_once": (
        "INSERT INTO enrollments_completionrecord (uuid, enrollment_id, learner_id, version_id, "
        "completed_at, method, person_name, certificate_name, employee_number, department_name, "
        "department_path, job_title, manager_name, course_slug, course_title, version_number, "
        "content_hash, language, criteria, reason) SELECT gen_random_uuid(), enrollment_id, "
        "learner_id, version_id, completed_at, method, person_name, certificate_name, "
        "employee_number, department_name, department_path, job_title, manager_name, course_slug, "
        "course_title, version_number, content_hash, language, criteria, reason "
        "FROM enrollments_completionrecord"
    ),
}


@pytest.mark.parametrize("name", sorted(INSERT_TWIN))
def test_a_twin_is_refused_and_without_its_index_it_appears(name, owner_connection):
    if name == "enrollments_one_open":
        EnrollmentFactory()
    else:
        enrollment = EnrollmentFactory(course=published_course(lessons=[{"key": "only"}]))
        do(enrollment, enrollment.version.lessons.get())
    with pytest.raises(IntegrityError, match=name), connection.cursor() as cursor:
        cursor.execute(INSERT_TWIN[name])
    with owner_transaction(owner_connection) as cursor:
        cursor.execute("SELECT conname FROM pg_constraint WHERE conname = %s", [name])
        if cursor.fetchone():
            cursor.execute(f"ALTER TABLE enrollments_lessoncompletion DROP CONSTRAINT {name}")
        else:
            cursor.execute(f"DROP INDEX {name}")
        cursor.execute(INSERT_TWIN[name])
        assert cursor.rowcount == 1


CHANGES = [
    ("enrollments_lessoncompletion", "UPDATE {} SET completed_at = now()"),
    ("enrollments_lessoncompletion", "DELETE FROM {}"),
    ("enrollments_completionrecord", "UPDATE {} SET person_name = 'Somebody else'"),
    ("enrollments_completionrecord", "UPDATE {} SET completed_at = now()"),
    ("enrollments_enrollment", "UPDATE {} SET state = 'open', completed_at = NULL"),
    ("enrollments_enrollment", "UPDATE {} SET version_id = version_id + 1"),
]


@pytest.mark.parametrize(("table", "change"), CHANGES)
def test_evidence_cannot_be_changed_and_without_the_triggers_it_could(
    table, change, owner_connection
):
    enrollment = EnrollmentFactory(course=published_course(lessons=[{"key": "only"}]))
    do(enrollment, enrollment.version.lessons.get())
    with pytest.raises(Exception, match=r"denied|refused"), connection.cursor() as cursor:
        cursor.execute(change.format(table))
    refused = pytest.raises(psycopg2.errors.InsufficientPrivilege, match="is refused")
    with owner_transaction(owner_connection) as cursor, refused:
        cursor.execute(change.format(table))
    with owner_transaction(owner_connection) as cursor:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(change.format(table))
        assert cursor.rowcount == 1
