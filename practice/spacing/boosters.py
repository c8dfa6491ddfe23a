"""Boosters: 7, 30 and 90 days after the course. The days are our choice; no study gives them."""

from __future__ import annotations

from datetime import date, timedelta

from practice.spacing.working_days import DaysOff

DAYS = (7, 30, 90)
FOLLOW_UP_DAYS = (7, 30)  # when somebody is asked whether they used their sentence


def due_days(from_day: date, *, days_off: DaysOff, days: tuple[int, ...] = DAYS) -> dict[int, date]:
    """Return on which working day each is due."""
    return {n: days_off.on_or_after(from_day + timedelta(days=n)) for n in days}
