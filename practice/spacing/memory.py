"""What FSRS knows of one card, in whole days of the person's own calendar."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from fsrs import Card, Scheduler, State
from fsrs import Rating as FsrsRating
from fsrs.scheduler import FUZZ_RANGES

from practice.spacing.rating import Rating
from practice.spacing.working_days import DaysOff

DESIRED_RETENTION = 0.85
LONGEST_INTERVAL = 90  # days
FIRST_STEP = timedelta(days=1)
LEAST_FUZZED = 2.5  # days
_NOON = time(12, tzinfo=UTC)
# The library draws its fuzz from a generator that nobody can seed, so ours stands below.
_SCHEDULER = Scheduler(
    desired_retention=DESIRED_RETENTION,
    learning_steps=(FIRST_STEP,),
    relearning_steps=(FIRST_STEP,),
    maximum_interval=LONGEST_INTERVAL,
    enable_fuzzing=False,
)


@dataclass(frozen=True, slots=True)
class Memory:
    """The state of one card after a review; `stability` is in days, `difficulty` from 1 to 10."""

    state: int
    step: int | None
    stability: float
    difficulty: float
    last_on: str  # ISO date of the latest review

    def to_json(self) -> dict[str, Any]:
        """Return it as it is stored."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Memory:
        """Return what was stored; raises TypeError or ValueError for anything else."""
        date.fromisoformat(stored["last_on"])
        return cls(**stored)


@dataclass(frozen=True, slots=True)
class Scheduled:
    """What one review leads to: the new state, and the day on which the card is due."""

    memory: Memory
    due_on: date


def review(
    memory: Memory | None, rating: Rating, *, on: date, days_off: DaysOff, seed: int, nth: int
) -> Scheduled:
    """Return what a review on that day leads to; no memory means a new card.

    `seed` belongs to the card and `nth` counts its reviews, so the same answers give the same days
    whenever they are computed again. A due day that is off moves to the next working day.
    """
    at = datetime.combine(on, _NOON)
    card, _ = _SCHEDULER.review_card(_card(memory, at), FsrsRating(int(rating)), at)
    days = math.ceil((card.due - at) / FIRST_STEP)
    if card.state == State.Review:
        days = fuzzed(days, seed=seed, nth=nth)
    assert card.stability is not None
    assert card.difficulty is not None
    after = Memory(
        state=int(card.state), step=card.step, stability=card.stability,
        difficulty=card.difficulty, last_on=on.isoformat(),
    )  # fmt: skip
    return Scheduled(after, days_off.on_or_after(on + timedelta(days=max(1, days))))


def fuzzed(days: int, *, seed: int, nth: int) -> int:
    """Return an interval moved a little, so that cards learned together do not stay together."""
    if days < LEAST_FUZZED:
        return days
    delta = 1.0 + sum(
        band["factor"] * max(min(float(days), band["end"]) - band["start"], 0.0)
        for band in FUZZ_RANGES
    )
    highest = min(round(days + delta), LONGEST_INTERVAL)
    lowest = min(max(2, round(days - delta)), highest)
    return Random(seed * 1_000_003 + nth).randint(lowest, highest)  # noqa: S311 - no secret


def retrievability(memory: Memory, *, on: date) -> float:
    """Return how likely the card is still remembered on that day, from 0 to 1."""
    at = datetime.combine(on, _NOON)
    return float(_SCHEDULER.get_card_retrievability(_card(memory, at), at))


def _card(memory: Memory | None, at: datetime) -> Card:
    # Without an id the constructor sleeps for a millisecond to make one.
    if memory is None:
        return Card(card_id=0, due=at)
    last = datetime.combine(date.fromisoformat(memory.last_on), _NOON)
    return Card(
        card_id=0, state=State(memory.state), step=memory.step, stability=memory.stability,
        difficulty=memory.difficulty, due=at, last_review=last,
    )  # fmt: skip
