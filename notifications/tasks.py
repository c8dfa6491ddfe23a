"""Ids in, one service call each."""

from __future__ import annotations

from celery import shared_task

from common.clock import now
from notifications.services import send as send_service


@shared_task(name="notifications.send")
def send(*, row_id: int, **_: object) -> None:
    """Send the mail that one message is owed."""
    send_service.deliver(row_id=row_id, at=now())
