"""The reviews ahead as stacks of cards, a stack a day; their numbers stand in a table beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

WIDTH, HEIGHT, GAP = 560, 120, 4


@dataclass(frozen=True, slots=True)
class Ahead:
    """One path of all cards, and what it is drawn from."""

    cards: str
    days: tuple[tuple[date, int], ...]

    @property
    def total(self) -> int:
        """Return how many reviews there are in all."""
        return sum(count for _, count in self.days)


def ahead_of(days: Sequence[tuple[date, int]], *, highest: int) -> Ahead:
    """Return a card for each review of each day; a stack of `highest` fills the height."""
    step, room = WIDTH / len(days), HEIGHT / highest
    wide, high = step - GAP, room - GAP
    cards = [
        f"M{place * step + GAP / 2:.1f} {HEIGHT - (card + 1) * room:.1f}"
        f"h{wide:.1f}v{high:.1f}h{-wide:.1f}Z"
        for place, (_, count) in enumerate(days)
        for card in range(min(count, highest))
    ]
    return Ahead("".join(cards), tuple(days))
