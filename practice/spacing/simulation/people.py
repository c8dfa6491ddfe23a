"""How simulated people behave: when they practice, and how well they answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from practice.spacing.day import Limits
from practice.spacing.rating import BEST, OK, POOR, WEAK
from practice.spacing.working_days import DaysOff

SURE = 0.25  # share of best answers that are given with certainty
KINDS = ("diligent", "busy", "holiday", "sick", "returning", "leaving")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody simulated: `absent` days are missed without having been announced."""

    kind: str
    habit: float  # probability of practicing on a working day
    days_off: DaysOff
    limits: Limits
    absent: tuple[tuple[date, date], ...]

    def practices(self, day: date, random: Random) -> bool:
        """Return whether they sit down on that day; days off are theirs and never asked."""
        if any(first <= day <= last for first, last in self.absent):
            return False
        return random.random() < self.habit


def person(number: int, *, start: date, random: Random) -> Person:
    """Return the number-th person: all kinds in turn, with different weeks and limits."""
    kind = KINDS[number % len(KINDS)]
    days_off = _days_off(kind, start, random)
    daily = random.choice((3, 3, 3, 4, 5))
    made: Callable[[date, Random], tuple[tuple[date, date], ...]] = _ABSENCES.get(kind, _never)
    habit = {"diligent": 0.97, "busy": 0.55}.get(kind, 0.85)
    return Person(kind, habit, days_off, Limits(daily=daily), made(start, random))


def answer(chance: float, random: Random) -> tuple[str, bool]:
    """Return the quality of an answer and whether they were sure, by how well it is remembered."""
    if random.random() < chance:
        quality = BEST if random.random() < 0.8 else OK
        return quality, quality == BEST and random.random() < SURE
    return (WEAK if random.random() < 0.5 else POOR), random.random() < SURE


def _days_off(kind: str, start: date, random: Random) -> DaysOff:
    weekdays = random.choice((frozenset({6, 7}), frozenset({6, 7}), frozenset({1, 7}),
                              frozenset({5, 6, 7}), frozenset({7})))  # fmt: skip
    if kind != "holiday":
        return DaysOff(weekdays)
    first = start + timedelta(days=random.randint(40, 250))
    return DaysOff(weekdays, first, first + timedelta(days=random.randint(6, 27)))


def _never(_start: date, _random: Random) -> tuple[tuple[date, date], ...]:
    return ()


def _away(
    start: date, random: Random, *, after: tuple[int, int], days: tuple[int, int]
) -> tuple[tuple[date, date], ...]:
    first = start + timedelta(days=random.randint(*after))
    return ((first, first + timedelta(days=random.randint(*days))),)


def _sick(start: date, random: Random) -> tuple[tuple[date, date], ...]:
    return _away(start, random, after=(30, 250), days=(7, 20))


def _returning(start: date, random: Random) -> tuple[tuple[date, date], ...]:
    return _away(start, random, after=(20, 120), days=(60, 150))


def _leaving(start: date, random: Random) -> tuple[tuple[date, date], ...]:
    return _away(start, random, after=(15, 200), days=(400, 400))


_ABSENCES = {"sick": _sick, "returning": _returning, "leaving": _leaving}
