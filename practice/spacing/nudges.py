"""When a reminder may go out: at the person's hour, on a working day, twice a week at most."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from practice.spacing.working_days import DaysOff

MOST_IN_A_WEEK = 2
REST = timedelta(days=2)  # between two reminders
GRACE = timedelta(hours=2)  # later than this after the hour, a day is let go
FIRST_WAIT = timedelta(minutes=1)  # after a reminder that could not be written; then doubled
TRIES_A_DAY = 6  # the last one about half an hour after the hour, within the grace
_HORIZON = 400  # days; longer than the longest time away


def week_of(day: date) -> int:
    """Return the ISO week as one number, like 202648."""
    year, week, _ = day.isocalendar()
    return year * 100 + week


def is_quiet(hour: int, *, quiet_from: int, quiet_until: int) -> bool:
    """Return whether an hour lies in the quiet ones, which may run over midnight."""
    if quiet_from <= quiet_until:
        return quiet_from <= hour < quiet_until
    return hour >= quiet_from or hour < quiet_until


def next_at(
    *, after: datetime, zone: ZoneInfo, hour: int, days_off: DaysOff, sent: Collection[date]
) -> datetime | None:
    """Return the next moment for a reminder, in UTC; None when there is none within a year.

    `sent` holds the days of earlier reminders, at least those of the latest two weeks.
    """
    first = after.astimezone(zone).date()
    for day in (first + timedelta(days=n) for n in range(_HORIZON)):
        moment = datetime.combine(day, time(hour), tzinfo=zone).astimezone(UTC)
        if moment > after and not days_off.has(day) and has_room(day, sent=sent):
            return moment
    return None


def has_room(day: date, *, sent: Collection[date]) -> bool:
    """Return whether one more reminder may go out on that day."""
    in_week = sum(week_of(found) == week_of(day) for found in sent)
    return in_week < MOST_IN_A_WEEK and all(abs(day - found) >= REST for found in sent)


def wait_after(failures: int) -> timedelta | None:
    """Return how long to wait after so many failures in a row; None: until the next day."""
    tried_today = (failures - 1) % TRIES_A_DAY + 1
    return None if tried_today == TRIES_A_DAY else FIRST_WAIT * 2 ** (tried_today - 1)


def is_in_time(planned: datetime, *, at: datetime) -> bool:
    """Return whether a planned reminder may still go out: one that is late is let go."""
    return planned <= at < planned + GRACE
