"""What the outbox looks like from outside: for the operator's page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q, QuerySet

from common.models import OutboxRow


@dataclass(frozen=True)
class Backlog:
    """How one kind of work stands: waiting rows, the oldest of them, dead rows."""

    subscription: str
    waiting: int
    oldest_at: datetime | None
    dead: int


_WAITING = Q(done_at__isnull=True, dead_at__isnull=True)


def backlogs() -> list[Backlog]:
    """Return one line per kind of work that has anything open (one query, partial indexes)."""
    rows = (
        OutboxRow.objects.filter(done_at__isnull=True)
        .values("subscription")
        .annotate(
            waiting=Count("id", filter=_WAITING),
            oldest_at=Min("created_at", filter=_WAITING),
            dead=Count("id", filter=Q(dead_at__isnull=False)),
        )
        .order_by("subscription")
    )
    return [Backlog(**row) for row in rows]


def dead_rows(*, limit: int = 50) -> QuerySet[OutboxRow]:
    """Return the latest rows that were given up, newest first."""
    return OutboxRow.objects.filter(dead_at__isnull=False).order_by("-dead_at", "-id")[:limit]
