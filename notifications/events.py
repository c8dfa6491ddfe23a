"""What this app tells the apps above it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class NotificationRequested:
    """A message was written down and is still to be sent."""

    notification_uuid: str

    @property
    def key(self) -> str:
        """Return what makes this message unique."""
        return self.notification_uuid
