"""Send what was written down: once per row, to people who are still active when it goes out."""

from __future__ import annotations

import smtplib
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction

from audit.services.record import record
from audit.verbs import Verb
from common import outbox
from common.concurrency.one_at_a_time import only_one
from common.errors import EnvironmentFault
from notifications import mail, selectors
from notifications.models import Notification
from notifications.private import is_private
from notifications.timely import is_still_wanted

INACTIVE = "inactive"
REFUSED = "refused"
TOO_LATE = "too_late"
_LOCK = 0x6D61696C  # "mail": the namespace of our advisory locks
_PERMANENT = 500


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one try: handed to the mail server, or why not."""

    notification: Notification
    not_sent_reason: str


def deliver(*, row_id: int, at: datetime) -> bool:
    """Do what one NotificationRequested owes; a second worker with the same row leaves it alone.

    The lock is held while we speak to the mail server, outside any transaction, and ends with
    the connection, so that a killed worker blocks nobody.
    """
    with only_one(namespace=_LOCK, row_id=row_id) as is_mine:
        prepare = partial(hand_over, at=at)
        return is_mine and outbox.perform(row_id=row_id, prepare=prepare, effect=note)


def hand_over(payload: dict[str, Any], *, at: datetime) -> Outcome | None:
    """Give the mail to the mail server; None when that was done before, or it was forgotten."""
    notification = selectors.for_sending(payload["notification_uuid"])
    if notification is None or notification.sent_at or notification.not_sent_reason:
        return None
    if not notification.recipient.is_active:
        return Outcome(notification=notification, not_sent_reason=INACTIVE)
    if not is_still_wanted(notification, at):
        return Outcome(notification=notification, not_sent_reason=TOO_LATE)
    reason = _send(notification)
    return Outcome(notification=notification, not_sent_reason=reason)


def _send(notification: Notification) -> str:
    message = mail.compose(notification)
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as error:
        if all(code >= _PERMANENT for code, _ in error.recipients.values()):
            return REFUSED
        raise EnvironmentFault("the mail server refused for now") from error
    except (smtplib.SMTPDataError, smtplib.SMTPSenderRefused) as error:
        if error.smtp_code >= _PERMANENT:
            raise
        raise EnvironmentFault("the mail server refused for now") from error
    except (smtplib.SMTPException, OSError) as error:
        raise EnvironmentFault("the mail server does not answer") from error
    return ""


@transaction.atomic
def note(_: dict[str, Any], outcome: Outcome | None, at: datetime) -> None:
    """Note that the message went out, or why it did not; the trail holds no word of its text.

    Of a message that is its reader's alone the trail holds nothing, not even that it was sent.
    """
    if outcome is None:
        return
    notification = outcome.notification
    reason = outcome.not_sent_reason
    waiting = Notification.objects.filter(pk=notification.pk, sent_at__isnull=True)
    if reason:
        # Who took it back meanwhile has said why already; what went out did so all the same.
        waiting = waiting.filter(not_sent_reason="")
    changed = waiting.update(sent_at=None if reason else at, not_sent_reason=reason)
    if changed and not is_private(notification.kind):
        record(
            Verb.MESSAGE_WITHHELD if reason else Verb.MESSAGE_SENT,
            actor=None,
            target=notification,
            subject=notification.recipient,
            at=at,
            reason=reason,
        )
