"""The clock's part in attempts, and regrading: ids in, one service call each."""

from __future__ import annotations

from celery import shared_task

from common.clock import now
from quizzes.services.close_overdue import close_overdue as close
from quizzes.services.write_grades import deliver


@shared_task(name="quizzes.close_overdue", ignore_result=True)
def close_overdue(**_: object) -> None:
    """Close attempts whose time is over; any visit of their owner does the same."""
    close(at=now())


# Thousands of attempts take longer than a page's work; the lease in lms/subscriptions.py is longer.
@shared_task(name="quizzes.regrade", soft_time_limit=600, time_limit=660)
def regrade(*, row_id: int, **_: object) -> None:
    """Carry out the regrading that one decision is owed."""
    deliver(row_id=row_id, at=now())
