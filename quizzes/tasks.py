"""The clock's part in attempts."""

from __future__ import annotations

from celery import shared_task

from common.clock import now
from quizzes.services.close_overdue import close_overdue as close


@shared_task(name="quizzes.close_overdue", ignore_result=True)
def close_overdue(**_: object) -> None:
    """Close attempts whose time is over; any visit of their owner does the same."""
    close(at=now())
