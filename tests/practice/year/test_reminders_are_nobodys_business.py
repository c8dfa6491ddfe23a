"""That somebody is reminded of practice tells that they take part: nobody else learns of it."""

from __future__ import annotations

import pytest
from django.core import mail

from audit.models import AuditEvent
from common.models import OutboxRow
from notifications import private
from notifications.models import Notification
from notifications.services.forget import forget
from notifications.services.send import deliver
from practice.services.year.delete_year import delete_year
from practice.services.year.send_digests import KIND, send_digests
from practice.services.year.settings import set_nudges
from tests.practice.year.test_reminders import DAY, NINE, WISH


@pytest.fixture
def owed(learner):
    """Return the row that owes Dana her reminder."""
    set_nudges(wishes=WISH, by=learner, at=NINE - DAY)
    assert send_digests(at=NINE) == 1
    return OutboxRow.objects.get(subscription="notifications.send")


def shown(sign_in, person, about) -> str:
    answer = sign_in(person).get(f"/reports/people/{about.uuid}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_is_sent_and_no_trail_and_no_evidence_tells_of_it(owed, learner, vera, sign_in):
    assert deliver(row_id=owed.pk, at=NINE)
    assert len(mail.outbox) == 1
    assert Notification.objects.get().sent_at is not None
    assert not AuditEvent.objects.filter(verb__startswith="message.").exists()
    page = shown(sign_in, vera, learner)
    assert KIND not in page
    assert "Message sent" not in page


def test_control_as_any_other_message_it_would_be_told(owed, learner, vera, sign_in, monkeypatch):
    monkeypatch.setattr(private, "_KINDS", set())
    deliver(row_id=owed.pk, at=NINE)
    assert AuditEvent.objects.filter(verb__startswith="message.").count() == 1
    assert KIND in shown(sign_in, vera, learner)


def test_a_deleted_year_takes_its_reminders_along_and_sends_none(owed, learner):
    delete_year(by=learner)
    assert not Notification.objects.exists()
    assert deliver(row_id=owed.pk, at=NINE)
    assert mail.outbox == []
    owed.refresh_from_db()
    assert owed.done_at is not None


def test_messages_that_are_evidence_are_not_forgotten(learner):
    with pytest.raises(ValueError, match="stay"):
        forget(recipient=learner, kind="certificate.ready")
