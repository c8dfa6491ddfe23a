"""The story of one certificate on real processes, with everything counted at the end."""

import time
from email import message_from_bytes
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from audit.models import AuditEvent
from certificates.models import Certificate
from common import content_store
from common.models import OutboxRow
from courses.models import Course
from notifications.models import Notification
from tests.support.factories import EnrollmentFactory, UserFactory, published_course

PATIENCE = 90.0
LEASE = {"OUTBOX_LEASE_SECONDS": "2"}


def wait_for(happened, what: str, *, patience: float = PATIENCE, pause: float = 0.1):
    """Return what the function returns as soon as it is true."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        found = happened()
        if found:
            return found
        time.sleep(pause)
    rows = list(OutboxRow.objects.values_list("key", "starts", "done_at", "dead_at", "last_error"))
    raise AssertionError(f"{what}: did not happen within {patience} s; the outbox holds {rows}")


@pytest.fixture
def finish(sign_in):
    """Return a function that lets somebody finish a course of one lesson, through the web."""

    def finished(person=None):
        person = person or UserFactory()
        course = Course.objects.first() or published_course(lessons=[{"key": "l1-1"}])
        enrollment = EnrollmentFactory(learner=person, course=course)
        lesson = reverse("enrollments:complete-lesson", args=[enrollment.uuid, "l1-1"])
        response = sign_in(person).post(lesson)
        assert response.status_code == 302, response.content[:500]
        return person

    return finished


def is_all_done() -> bool:
    """Return whether nothing is owed any more."""
    owed = OutboxRow.objects.filter(done_at__isnull=True, dead_at__isnull=True)
    return OutboxRow.objects.exists() and not owed.exists()


def mails_about(certificate) -> list:
    """Return the mails in the folder that carry the Message-ID of the certificate's message."""
    message = Notification.objects.get(key=f"certificate.ready:{certificate.uuid}")
    found = []
    for file in Path(settings.DATA_DIR, "mail").glob("*.log"):
        for part in file.read_bytes().split(b"\n" + b"-" * 79):
            if str(message.uuid).encode() in part:
                found += [message_from_bytes(part.strip())]
    return found


def assert_exactly_one_of_everything(*people):
    """Check the invariants: one certificate, one file, one message, one line for each step."""
    for person in people:
        (certificate,) = Certificate.objects.filter(learner=person)
        assert certificate.state == "ready"
        assert content_store.get(certificate.pdf_sha256).startswith(b"%PDF")
        (message,) = Notification.objects.filter(recipient=person)
        assert message.sent_at is not None
        assert len(mails_about(certificate)) == 1
        verbs = list(
            AuditEvent.objects.filter(subject_uuid=person.uuid)
            .filter(verb__in=["certificate.issued", "certificate.rendered", "message.sent"])
            .values_list("verb", flat=True)
        )
        assert sorted(verbs) == ["certificate.issued", "certificate.rendered", "message.sent"]
    assert Certificate.objects.count() == Notification.objects.count() == len(people)
    promised = OutboxRow.objects.filter(subscription="certificates.issue")
    assert promised.count() == len(people)
