"""Kinds of messages that have their time: asked once more when they go out, they may stay."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from notifications.models import Notification

StillWanted = Callable[[Notification, datetime], bool]
_CHECKS: dict[str, StillWanted] = {}


def ask_before_sending(kind: str, still_wanted: StillWanted) -> None:
    """Let the app that writes a kind say of each message whether it may still go out.

    Called when the process starts; twice is once. A mail server may be away for hours.
    """
    _CHECKS[kind] = still_wanted


def is_still_wanted(notification: Notification, at: datetime) -> bool:
    """Return whether a message may go out now; a kind that nobody asks about always may."""
    check = _CHECKS.get(notification.kind)
    return check is None or check(notification, at)
