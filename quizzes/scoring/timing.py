"""When an attempt ends and when the next may begin. Pure: no database, no clock, no settings."""

from __future__ import annotations

from datetime import datetime, timedelta


def deadline(
    started_at: datetime, *, limit_minutes: int | None, extra_percent: int
) -> datetime | None:
    """Return when the time of an attempt is up; extra time is rounded up to a whole second."""
    if limit_minutes is None:
        return None
    seconds = -(-limit_minutes * 60 * (100 + extra_percent) // 100)
    return started_at + timedelta(seconds=seconds)


def next_from(
    ended_at: datetime | None, *, cool_down_minutes: int, lifted_at: datetime | None
) -> datetime | None:
    """Return from when the next attempt may begin; an extra attempt given since lifts the wait."""
    if ended_at is None or not cool_down_minutes:
        return None
    if lifted_at is not None and lifted_at >= ended_at:
        return None
    return ended_at + timedelta(minutes=cool_down_minutes)
