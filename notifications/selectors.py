"""Reads: what was said to whom."""

from __future__ import annotations

from django.db.models import QuerySet

from notifications.models import Notification
from notifications.private import private_kinds
from people.models import User


def for_sending(uuid: str) -> Notification | None:
    """Return one message with its recipient (one query), or None where it was forgotten."""
    return Notification.objects.select_related("recipient").filter(uuid=uuid).first()


def seen_by_others(recipient: User) -> QuerySet[Notification]:
    """Return what was sent to somebody, without what is theirs alone, oldest first."""
    rows = Notification.objects.filter(recipient=recipient).exclude(kind__in=private_kinds())
    return rows.order_by("created_at", "id")
