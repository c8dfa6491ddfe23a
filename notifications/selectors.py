"""Reads: what was said to whom."""

from __future__ import annotations

from notifications.models import Notification


def for_sending(uuid: str) -> Notification:
    """Return a message with its recipient as they are now."""
    return Notification.objects.select_related("recipient").get(uuid=uuid)
