"""The days ahead: how many reviews each will hold, and a fresh start instead of a pile."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from typing import TypeVar

from practice.spacing.working_days import ONE_DAY, DaysOff

Key = TypeVar("Key")


def spread(
    due: Mapping[Key, date],
    *,
    today: date,
    daily: int,
    days_off: DaysOff,
    taken: Mapping[date, int] | None = None,
) -> dict[Key, date]:
    """Return the day on which each card will really be asked.

    No day holds more than `daily`, none is off, none lies before today; `taken` says how many
    places of a day are gone already. The longest waiting come first.
    """
    load: Counter[date] = Counter(taken or {})
    placed: dict[Key, date] = {}
    earliest = today  # whatever is late by then finds no place before this day
    for key, day in sorted(due.items(), key=lambda item: item[1]):
        wanted = days_off.on_or_after(max(day, earliest))
        while load[wanted] >= daily:
            wanted = days_off.on_or_after(wanted + ONE_DAY)
        if day <= earliest:
            earliest = wanted
        load[wanted] += 1
        placed[key] = wanted
    return placed


def fresh_start(
    due: Mapping[Key, date], *, today: date, daily: int, days_off: DaysOff, done: int = 0
) -> dict[Key, date]:
    """Return the new days of the cards that waited too long; none of them is late any more.

    They go where there is room beside what is due then anyway, and where a day has several places
    one stays free for something new. What a card remembers is left alone: a long gap that was
    bridged is worth more, and FSRS sees it from the day of the latest review.
    """
    late = {key: day for key, day in due.items() if day < today}
    taken = Counter(day for day in due.values() if day >= today)
    taken[today] += done
    return spread(late, today=today, daily=max(1, daily - 1), days_off=days_off, taken=taken)


def days_ahead(placed: Mapping[Key, date], *, today: date, days: int) -> list[tuple[date, int]]:
    """Return how many reviews each of the next days holds, today first."""
    load = Counter(placed.values())
    return [(day, load[day]) for day in (today + timedelta(days=n) for n in range(days))]
