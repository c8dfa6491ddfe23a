"""Forget messages that were their reader's alone."""

from __future__ import annotations

from notifications.models import Notification
from notifications.private import is_private
from people.models import User


def forget(*, recipient: User, kind: str) -> int:
    """Delete somebody's messages of a private kind and return how many; none of them goes out.

    Raises ValueError for any other kind: those are evidence and stay.
    """
    if not is_private(kind):
        raise ValueError(f"messages of the kind {kind} stay")
    return Notification.objects.filter(recipient=recipient, kind=kind).delete()[0]
