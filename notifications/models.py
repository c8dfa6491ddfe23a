from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from common.models import PublicId


class Notification(PublicId):
    """One message to one person; `key` makes it happen once, whoever asks how often."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notifications"
    )
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200, unique=True)
    context = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    not_sent_reason = models.CharField(max_length=60, blank=True, default="")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["recipient", "-created_at"], name="notifications_of_person")
        ]

    class Privacy:
        personal: ClassVar = {"context": "erase"}
        retain: ClassVar = {
            "id", "uuid", "recipient", "kind", "key", "created_at", "sent_at", "not_sent_reason",
        }  # fmt: skip

    def audit_label(self) -> str:
        """Return the words that stand for this message in the trail."""
        return self.kind
