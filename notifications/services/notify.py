"""Write a message down; the outbox sees that it is sent once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from common.compiled_query import insert
from common.events import publish, publish_many
from notifications.events import NotificationRequested
from notifications.models import Notification
from people.models import User


@dataclass(frozen=True, kw_only=True)
class Message:
    """What is to be said to whom; `key` makes it happen once."""

    recipient: User
    kind: str
    key: str
    context: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def notify(*messages: Message, at: datetime) -> None:
    """Write the messages down unless their keys exist already, and owe their sending."""
    send_later(messages, at=at)


def send_later(messages: Sequence[Message], *, at: datetime) -> None:
    """Do the same inside the caller's transaction, with one statement per table."""
    rows = [
        Notification(
            recipient=message.recipient,
            kind=message.kind,
            key=message.key,
            context=message.context,
            created_at=at,
        )
        for message in messages
    ]
    if len(rows) == 1:
        if insert(rows[0], unless_there=True):
            publish(NotificationRequested(notification_uuid=str(rows[0].uuid)))
        return
    Notification.objects.bulk_create(rows, ignore_conflicts=True, batch_size=5000)
    written = Notification.objects.filter(uuid__in=[row.uuid for row in rows])
    uuids = written.values_list("uuid", flat=True)
    publish_many([NotificationRequested(notification_uuid=str(uuid)) for uuid in uuids])
