import smtplib
import threading
from functools import partial

import pytest
from django.core import mail
from django.db import connection
from django.db.models.functions import Now
from django.utils import timezone

from audit.models import AuditEvent
from common.models import OutboxRow
from notifications.mail import compose, message_id
from notifications.models import Notification
from notifications.services.notify import Message, notify
from notifications.services.send import deliver, hand_over, note
from notifications.tasks import send

pytestmark = pytest.mark.django_db
CONTEXT = {
    "course_title": "Empathy & “warmth” <1>",
    "certificate_uuid": "6a8e9f54-6f4e-4f0e-9f0a-0a5e5c1f5b11",
}


def told(person, **changed) -> tuple[Notification, OutboxRow]:
    message = Message(
        **{
            "recipient": person,
            "kind": "certificate.ready",
            "key": f"k:{person.pk}",
            "context": CONTEXT,
            **changed,
        }
    )
    notify(message, at=timezone.now())
    notification = Notification.objects.get(key=message.key)
    row = OutboxRow.objects.get(key=f"notifications.send:{notification.uuid}")
    return notification, row


def test_a_message_goes_out_once_and_the_trail_knows_that_not_its_words(dana):
    notification, row = told(dana)
    for _ in range(3):
        send(row_id=row.id)
    (sent,) = mail.outbox
    assert sent.to == ["dana@northwind.example"]
    notification.refresh_from_db()
    row.refresh_from_db()
    assert notification.sent_at is not None
    assert row.done_at is not None
    line = AuditEvent.objects.get(verb="message.sent")
    assert (line.target_uuid, line.subject_uuid) == (notification.uuid, dana.uuid)
    assert line.target_label == "certificate.ready"
    assert "Empathy" not in f"{line.detail}{line.reason}{line.target_label}"


def test_what_went_out_while_it_was_taken_back_was_sent(dana):
    """Somebody undoes an assignment while a worker speaks to the mail server."""
    notification, row = told(dana)
    outcome = hand_over(row.payload, at=timezone.now())
    Notification.objects.update(not_sent_reason="undone")
    note(row.payload, outcome, timezone.now())
    notification.refresh_from_db()
    assert len(mail.outbox) == 1
    assert (notification.sent_at is not None, notification.not_sent_reason) == (True, "")
    assert AuditEvent.objects.filter(verb="message.sent").count() == 1


def test_the_first_line_is_the_subject_and_nothing_is_escaped(dana):
    notification, _ = told(dana)
    message = compose(notification)
    assert message.subject == "Your certificate for Empathy & “warmth” <1> is ready"
    assert message.body.startswith("Hello Dana,")
    assert "&amp;" not in message.body
    assert f"/certificates/{CONTEXT['certificate_uuid']}/" in message.body


def test_a_header_cannot_be_injected(dana):
    tricky = CONTEXT | {"course_title": "Empathy\nBcc: all@northwind.example\n\nhello"}
    _, row = told(dana, context=tricky)
    send(row_id=row.id)
    (sent,) = mail.outbox
    assert "\n" not in sent.subject
    assert sent.recipients() == ["dana@northwind.example"]


def test_every_try_carries_the_same_message_id(dana):
    notification, _ = told(dana)
    ids = {compose(notification).message()["Message-ID"] for _ in range(2)}
    assert ids == {message_id(notification)}
    assert str(notification.uuid) in message_id(notification)


def test_people_who_left_in_the_meantime_get_no_mail(dana):
    notification, row = told(dana)
    dana.is_active = False
    dana.save(update_fields=["is_active"])
    send(row_id=row.id)
    assert mail.outbox == []
    notification.refresh_from_db()
    assert (notification.sent_at, notification.not_sent_reason) == (None, "inactive")
    line = AuditEvent.objects.get(verb="message.withheld")
    assert line.reason == "inactive"


def test_without_the_look_at_send_time_the_state_at_writing_would_count(dana):
    """Negative control: when it was written down, Dana was active."""
    notification, _ = told(dana)
    assert notification.recipient.is_active
    dana.is_active = False
    dana.save(update_fields=["is_active"])
    compose(notification).send()
    assert len(mail.outbox) == 1


def test_the_address_is_the_one_at_send_time(dana):
    _, row = told(dana)
    dana.email = "dana.new@northwind.example"
    dana.save(update_fields=["email"])
    send(row_id=row.id)
    assert mail.outbox[0].to == ["dana.new@northwind.example"]


OUTAGES = [
    smtplib.SMTPServerDisconnected("gone"),
    smtplib.SMTPConnectError(421, b"busy"),
    smtplib.SMTPDataError(451, b"greylisted"),
    smtplib.SMTPSenderRefused(452, b"full", "x"),
    smtplib.SMTPRecipientsRefused({"dana@northwind.example": (450, b"later")}),
    smtplib.SMTPAuthenticationError(535, b"no"),
    ConnectionRefusedError(),
    TimeoutError(),
]


@pytest.fixture
def mail_server(monkeypatch):
    """A mail server (the one thing here that is not ours) that answers as told."""

    class Server:
        answer: Exception | None = None

    server = Server()

    def send_message(self, fail_silently=False):
        if server.answer:
            raise server.answer
        mail.outbox.append(self)
        return 1

    monkeypatch.setattr("django.core.mail.EmailMessage.send", send_message)
    return server


@pytest.mark.parametrize("outage", OUTAGES, ids=lambda error: type(error).__name__)
def test_a_mail_server_that_is_away_costs_no_start(dana, mail_server, outage):
    notification, row = told(dana)
    mail_server.answer = outage
    for _ in range(10):
        send(row_id=row.id)
    row.refresh_from_db()
    assert (row.starts, row.dead_at, row.done_at) == (0, None, None)
    assert row.last_error.endswith(type(outage).__name__)
    mail_server.answer = None
    send(row_id=row.id)
    notification.refresh_from_db()
    assert notification.sent_at is not None
    assert len(mail.outbox) == 1


def test_a_refused_address_closes_the_row_with_its_reason(dana, mail_server):
    notification, row = told(dana)
    mail_server.answer = smtplib.SMTPRecipientsRefused({dana.email: (550, b"no such user")})
    send(row_id=row.id)
    row.refresh_from_db()
    notification.refresh_from_db()
    assert row.done_at is not None
    assert (notification.sent_at, notification.not_sent_reason) == (None, "refused")
    assert AuditEvent.objects.get(verb="message.withheld").reason == "refused"


def test_a_refused_text_is_the_rows_own_fault(dana, mail_server):
    _, row = told(dana)
    mail_server.answer = smtplib.SMTPDataError(554, b"looks like spam")
    with pytest.raises(smtplib.SMTPDataError):
        send(row_id=row.id)
    row.refresh_from_db()
    assert row.starts == 1
    assert row.last_error == "smtplib.SMTPDataError"


def test_a_crash_after_the_mail_was_handed_over_doubles_the_mail_not_the_row(dana):
    notification, row = told(dana)
    asked = {"notification_uuid": str(notification.uuid)}
    outcome = hand_over(asked, at=timezone.now())  # and then the power fails
    assert outcome.not_sent_reason == ""
    send(row_id=row.id)
    ids = {sent.message()["Message-ID"] for sent in mail.outbox}
    assert (len(mail.outbox), len(ids)) == (2, 1)
    assert AuditEvent.objects.filter(verb="message.sent").count() == 1
    note({}, outcome, timezone.now())
    assert AuditEvent.objects.filter(verb="message.sent").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_with_one_row_send_one_mail(dana, mail_server, monkeypatch):
    _, row = told(dana)
    in_the_middle, go_on = threading.Event(), threading.Event()

    def slow(self, fail_silently=False):
        in_the_middle.set()
        go_on.wait(10)
        mail.outbox.append(self)

    monkeypatch.setattr("django.core.mail.EmailMessage.send", slow)
    results = []

    def work():
        try:
            results.append(deliver(row_id=row.id, at=timezone.now()))
        finally:
            connection.close()

    first = threading.Thread(target=work)
    first.start()
    in_the_middle.wait(10)
    second = threading.Thread(target=work)
    second.start()
    second.join()
    go_on.set()
    first.join()
    assert results == [False, True]
    assert len(mail.outbox) == 1
    row.refresh_from_db()
    assert row.starts == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_two_workers_send_two_mails(dana, monkeypatch):
    """Negative control: both look before either has noted."""
    from common import outbox

    _, row = told(dana)
    both = threading.Barrier(2)
    sent = []

    def together(self, fail_silently=False):
        both.wait(10)
        sent.append(self)

    monkeypatch.setattr("django.core.mail.EmailMessage.send", together)

    def work():
        try:
            hand_it_over = partial(hand_over, at=timezone.now())
            outbox.perform(row_id=row.id, prepare=hand_it_over, effect=note)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(sent) == 2
    assert AuditEvent.objects.filter(verb="message.sent").count() == 1


def test_an_unknown_zone_does_not_stop_a_mail(dana):
    dana.time_zone = "Mars/Olympus"
    dana.save(update_fields=["time_zone"])
    _, row = told(dana)
    send(row_id=row.id)
    assert len(mail.outbox) == 1


def test_a_kind_without_a_template_fails_loudly(dana):
    _, row = told(dana, kind="no.such.kind")
    with pytest.raises(Exception, match=r"no\.such\.kind"):
        send(row_id=row.id)
    row.refresh_from_db()
    assert row.starts == 1


@pytest.mark.parametrize(
    "closed", [{"sent_at": timezone.now()}, {"not_sent_reason": "undone"}], ids=["sent", "undone"]
)
def test_what_was_sent_or_taken_back_is_not_handed_over(dana, closed):
    notification, _row = told(dana)
    Notification.objects.filter(pk=notification.pk).update(**closed)
    assert hand_over({"notification_uuid": str(notification.uuid)}, at=timezone.now()) is None
    assert mail.outbox == []


def test_asking_twice_writes_one_message(dana):
    told(dana)
    told(dana)
    assert Notification.objects.filter(created_at__lte=Now()).count() == 1
    assert OutboxRow.objects.filter(subscription="notifications.send").count() == 1
