"""Ids in, one service call each."""

from __future__ import annotations

from celery import shared_task

from common import outbox
from curricula.services.refresh_cycles import refresh_for_payload


@shared_task(name="curricula.refresh_cycles")
def refresh_cycles(*, row_id: int, **_: object) -> None:
    """Satisfy the cycles that one course completion finished."""
    outbox.perform(row_id=row_id, effect=refresh_for_payload)
