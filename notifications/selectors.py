"""Reads: what was said to whom."""

from __future__ import annotations

from django.db.models import QuerySet

from notifications.models import Notification


def messages_to(person_id: int) -> QuerySet[Notification]:
    """Return the messages to a person, the latest first, sent or not."""
    return Notification.objects.filter(recipient_id=person_id).order_by("-created_at", "-id")


def for_sending(uuid: str) -> Notification:
    """Return a message with its recipient as they are now."""
    return Notification.objects.select_related("recipient").get(uuid=uuid)
