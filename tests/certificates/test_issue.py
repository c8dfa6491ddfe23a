import datetime as dt
import threading

import pytest
from django.db import IntegrityError, connection, transaction

from audit.models import AuditEvent
from certificates import codes, wording
from certificates.models import Certificate
from certificates.services.issue import issue, issue_owed
from common.models import OutboxRow
from curricula.models import Assignment, AssignmentRule, Curriculum, Cycle
from curricula.models.cycle import CycleEnrollment
from people.names import UnfitText
from tests.support.certificates import ISSUED_AT, issued
from tests.support.factories import CompletionFactory, published_course

pytestmark = pytest.mark.django_db


def test_a_completion_becomes_a_frozen_certificate(dana):
    completion = CompletionFactory(learner=dana)
    issue_owed({"completion_uuid": str(completion.uuid)}, None, ISSUED_AT)
    certificate = Certificate.objects.get(completion=completion)
    assert certificate.learner == dana
    assert certificate.state == "queued"
    assert certificate.issued_at == ISSUED_AT
    assert certificate.payload["holder_name"] == "Dana Whitfield-Šimić"
    assert certificate.payload["outcomes"] == ["Name a feeling"]
    assert certificate.payload_sha256 == wording.sha256(certificate.payload)
    assert certificate.code_sha256 == codes.sha256(certificate.code)
    assert certificate.expires_on is None


@pytest.mark.parametrize(
    ("passed", "mark", "is_said"),
    [
        ([True, None, True], None, True),  # the quizzes have different pass marks
        ([True, None, True], 80, True),
        ([True, False], 80, False),  # one that counts when it is done was not passed
        ([None, None], None, False),
    ],
)
def test_the_certificate_speaks_of_passed_quizzes_by_what_was_passed(dana, passed, mark, is_said):
    lessons = [{"key": f"l{place}", "passed": one} for place, one in enumerate(passed)]
    completion = CompletionFactory(
        learner=dana, pass_mark_percent=mark, criteria={"rule": "all", "lessons": lessons}
    )
    certificate = issue(completion=completion, at=ISSUED_AT)
    assert certificate is not None
    assert ("quiz passed" in certificate.payload["extent"]) is is_said


def test_the_certificate_counts_only_modules_in_which_something_was_asked(dana):
    published_course(
        lessons=[
            {"key": "l1"}, {"key": "l2", "module": "m2"},
            {"key": "q2", "kind": "quiz", "module": "m2"},
            {"key": "l3", "module": "m3", "is_required": False},
            {"key": "q3", "kind": "quiz", "module": "m3", "is_required": False},
        ]
    )  # fmt: skip
    certificate = issue(completion=CompletionFactory(learner=dana), at=ISSUED_AT)
    assert certificate is not None
    assert certificate.payload["modules"] == ["Foundations", "Module m2"]
    assert certificate.payload["extent"].startswith("all two modules")


def test_a_course_that_requires_nothing_counts_all_its_modules(dana):
    published_course(
        lessons=[
            {"key": "l1", "is_required": False},
            {"key": "l2", "module": "m2", "is_required": False},
        ]
    )
    certificate = issue(completion=CompletionFactory(learner=dana), at=ISSUED_AT)
    assert certificate is not None
    assert certificate.payload["modules"] == ["Foundations", "Module m2"]


def test_issuing_is_audited_and_owes_the_pdf_in_the_same_transaction(dana):
    certificate = issued(dana)
    line = AuditEvent.objects.get(verb="certificate.issued")
    assert (line.target_uuid, line.subject_uuid) == (certificate.uuid, dana.uuid)
    assert line.actor_label == "System"
    row = OutboxRow.objects.get(subscription="certificates.render")
    assert row.payload == {"certificate_uuid": str(certificate.uuid)}
    assert certificate.payload["holder_name"] not in str(line.detail)


def test_a_completion_has_one_certificate_however_often_it_is_issued(dana):
    completion = CompletionFactory(learner=dana)
    assert issue(completion=completion, at=ISSUED_AT) is not None
    assert issue(completion=completion, at=ISSUED_AT) is None
    assert Certificate.objects.count() == 1
    assert AuditEvent.objects.filter(verb="certificate.issued").count() == 1
    assert OutboxRow.objects.filter(subscription="certificates.render").count() == 1


@pytest.mark.django_db(transaction=True)
def test_eight_workers_at_once_issue_one_certificate(dana):
    completion = CompletionFactory(learner=dana)
    assert _at_once(8, lambda: issue(completion=completion, at=ISSUED_AT)) == []
    assert Certificate.objects.count() == 1
    assert AuditEvent.objects.filter(verb="certificate.issued").count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_unique_constraint_two_deliveries_make_two(dana, owner_connection):
    """Negative control: the look before the insert does not see what is not yet committed."""
    completion = CompletionFactory(learner=dana)
    cursor = owner_connection.cursor()
    cursor.execute("SELECT pg_get_indexdef('certificates_one_live'::regclass)")
    (definition,) = cursor.fetchone()
    cursor.execute("DROP INDEX certificates_one_live")
    try:
        together = threading.Barrier(2)

        def deliver():
            with transaction.atomic():
                made = issue(completion=completion, at=ISSUED_AT)
                together.wait(10)  # both have looked before either has committed
                return made

        assert _at_once(2, deliver) == []
        assert Certificate.objects.count() == 2
    finally:
        _forget(owner_connection)
        cursor.execute(definition)


def _forget(owner_connection):
    """Take the rows away as nobody could in life, so that the constraint can come back."""
    cursor = owner_connection.cursor()
    cursor.execute("ALTER TABLE certificates_certificate DISABLE TRIGGER USER")
    cursor.execute("DELETE FROM certificates_certificate")
    cursor.execute("ALTER TABLE certificates_certificate ENABLE TRIGGER USER")


def _at_once(count, work) -> list[BaseException]:
    raised = []
    ready = threading.Barrier(count)

    def run():
        try:
            ready.wait(10)
            work()
        except BaseException as error:
            raised.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def test_later_changes_of_the_person_do_not_reach_the_certificate(dana):
    certificate = issued(dana)
    dana.certificate_name = "Someone Else"
    dana.save(update_fields=["certificate_name"])
    certificate.refresh_from_db()
    assert certificate.payload["holder_name"] == "Dana Whitfield-Šimić"


@pytest.mark.parametrize(
    "change",
    ["payload = '{}'", "code = 'X'", "issued_at = now()", "expires_on = now()", "design = 'x'"],
)
def test_what_is_frozen_cannot_be_changed_by_sql(dana, change):
    issued(dana)
    with pytest.raises(Exception, match="refused"), transaction.atomic():
        connection.cursor().execute(f"UPDATE certificates_certificate SET {change}")


def test_a_certificate_cannot_be_deleted(dana):
    issued(dana)
    with pytest.raises(Exception, match=r"denied|refused"), transaction.atomic():
        connection.cursor().execute("DELETE FROM certificates_certificate")


def test_ready_needs_a_file(dana):
    certificate = issued(dana)
    with pytest.raises(IntegrityError, match="ready_has_file"), transaction.atomic():
        Certificate.objects.filter(pk=certificate.pk).update(state="ready")


def test_dates_are_those_of_the_learners_zone(dana):
    dana.time_zone = "Pacific/Auckland"
    dana.save(update_fields=["time_zone"])
    late = dt.datetime(2026, 11, 27, 15, 30, tzinfo=dt.UTC)
    certificate = issued(dana, completed_at=late, at=late)
    assert certificate.payload["completed_on"] == "2026-11-28"


def test_an_unknown_zone_or_language_does_not_stop_the_issue(dana):
    dana.time_zone = "Mars/Olympus"
    dana.save(update_fields=["time_zone"])
    certificate = issued(dana, language="xx")
    assert certificate.payload["completed_on"] == "2026-11-27"
    assert certificate.language == "en"


def test_the_shortest_validity_of_the_assigning_curricula_counts(dana, omar):
    """What was assigned by mistake and undone (six months) has no say."""
    completion = CompletionFactory(learner=dana)
    for number, months in enumerate((24, 12, None, 6)):
        curriculum = Curriculum.objects.create(
            slug=f"c{number}", title="Empathy", validity_months=months
        )
        assignment = Assignment.objects.create(
            person=dana, curriculum=curriculum, assigned_at=ISSUED_AT
        )
        rule = AssignmentRule.objects.create(
            curriculum=curriculum, audience={}, audience_words="Dana", anchor="fixed",
            due_on="2026-12-01", created_by=omar, created_at=ISSUED_AT,
        )  # fmt: skip
        cycle = Cycle.objects.create(
            assignment=assignment, rule=rule, ordinal=1, opens_on="2026-10-01"
        )
        CycleEnrollment.objects.create(
            cycle=cycle, enrollment=completion.enrollment, is_required=True
        )
    Cycle.objects.filter(pk=cycle.pk).update(state="withdrawn")
    certificate = issue(completion=completion, at=ISSUED_AT)
    certificate.refresh_from_db()
    assert certificate.expires_on == dt.date(2027, 11, 27)
    assert certificate.payload["expires_text"] == "27 November 2027"


def test_a_name_that_cannot_be_printed_leaves_nothing_half_done(dana):
    completion = CompletionFactory(learner=dana, certificate_name="Dana\u202eevil")
    with pytest.raises(UnfitText):
        issue(completion=completion, at=ISSUED_AT)
    assert not Certificate.objects.exists()
    assert not OutboxRow.objects.filter(subscription="certificates.render").exists()
