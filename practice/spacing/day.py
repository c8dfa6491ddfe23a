"""What is asked on a day: few, reviews before new cards, and nothing on a day off."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from practice.spacing.working_days import DaysOff

DEFAULT_DAILY, MOST_DAILY, MOST_NEW = 3, 5, 2
LONG_BREAK = 5  # working days without a review

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Limits:
    """How many reviews somebody is asked in a day, and how many of them may be new."""

    daily: int = DEFAULT_DAILY
    new: int = MOST_NEW

    def __post_init__(self) -> None:
        """Refuse limits beyond what the product promises."""
        if not 1 <= self.daily <= MOST_DAILY or not 0 <= self.new <= MOST_NEW:
            raise ValueError(f"at most {MOST_DAILY} reviews a day, {MOST_NEW} of them new")


@dataclass(frozen=True, slots=True)
class Done:
    """What was reviewed today already."""

    total: int = 0
    new: int = 0


def todays(
    *,
    today: date,
    due: Mapping[Key, date],
    new: Sequence[Key],
    done: Done,
    limits: Limits,
    days_off: DaysOff,
) -> list[Key]:
    """Return what is still asked today, in order.

    What is due comes first, the longest waiting before the others; new cards fill what is left.
    So a backlog shrinks on every day with a review in it, because nothing is added to it.
    """
    room = limits.daily - done.total
    if room <= 0 or days_off.has(today):
        return []
    waiting = sorted((day, place) for place, day in enumerate(due.values()) if day <= today)
    keys = list(due)
    asked = [keys[place] for _, place in waiting[:room]]
    for_new = max(0, min(room - len(asked), limits.new - done.new))
    return asked + list(new[:for_new])


def overdue(due: Iterable[date], *, today: date) -> int:
    """Return how many should have been reviewed before today."""
    return sum(day < today for day in due)


def is_back_after_a_break(last_on: date | None, *, today: date, days_off: DaysOff) -> bool:
    """Return whether a working week or more went by without a review."""
    return last_on is not None and days_off.working_days(last_on, today) >= LONG_BREAK
