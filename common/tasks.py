"""The clock's tasks: send what is due to the workers, and tidy."""

from __future__ import annotations

from celery import current_app, shared_task

from common import events, outbox
from common.clock import now
from common.concurrency import heartbeat
from common.idempotency import keys
from common.services import clear


@shared_task(name="common.tick", ignore_result=True)
def tick(**_: object) -> None:
    """Claim due rows, then send one message per row that carries the row's id only."""
    heartbeat.beat(name="tick")
    for row_id, name in outbox.claim_due(names=events.names()):
        current_app.send_task(
            name, kwargs={"row_id": row_id}, queue=events.subscription(name).queue
        )


@shared_task(name="common.forget_old_keys", ignore_result=True)
def forget_old_keys(**_: object) -> None:
    """Delete idempotency keys that nobody will send again."""
    keys.forget_old_keys(at=now())


@shared_task(name="common.clear_closed_work", ignore_result=True)
def clear_closed_work(**_: object) -> None:
    """Delete outbox rows that were done long ago."""
    clear.clear_closed_work(at=now())


@shared_task(name="common.clear_ended_sessions", ignore_result=True)
def clear_ended_sessions(**_: object) -> None:
    """Delete sessions and counters of sign-in limits whose time is over."""
    at = now()
    clear.clear_ended_sessions(at=at)
    clear.clear_used_counters(at=at)
