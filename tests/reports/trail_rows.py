"""Audit lines by the dozen."""

from __future__ import annotations

import uuid

from audit.models import AuditEvent
from tests.reports.conftest import DONE


def many(count: int) -> None:
    AuditEvent.objects.bulk_create(
        AuditEvent(
            at=DONE, verb="message.sent", actor_label="System", target_kind="Notification",
            target_uuid=uuid.uuid4(), target_label="assignment.new",
        )
        for _ in range(count)
    )  # fmt: skip
