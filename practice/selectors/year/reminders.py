"""Reminders that could not be written: how many, for operators, and nobody's name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max

from practice.models import YearPlan


@dataclass(frozen=True, slots=True)
class Failing:
    """How many people's reminders failed the latest time, and when the last of them did."""

    count: int
    latest_at: datetime | None


def failing_reminders() -> Failing:
    """Return how many reminders wait for another try (one query, a partial index)."""
    rows = YearPlan.objects.filter(nudge_failures__gte=1)
    found = rows.aggregate(count=Count("id"), latest_at=Max("nudge_failed_at"))
    return Failing(**found)
