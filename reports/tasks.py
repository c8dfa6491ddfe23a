"""Ids in, one service call each."""

from __future__ import annotations

from celery import shared_task

from reports.services.build import deliver


# A million rows take longer than a page's work; the lease in lms/subscriptions.py is longer still.
@shared_task(name="reports.build", soft_time_limit=600, time_limit=660)
def build(*, row_id: int, **_: object) -> None:
    """Build the report that one request is owed."""
    deliver(row_id=row_id)
