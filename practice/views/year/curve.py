"""The reviews ahead as a drawn curve; its numbers stand in a table beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

WIDTH, HEIGHT, MARGIN = 560, 120, 8


@dataclass(frozen=True, slots=True)
class Curve:
    """A smooth line over days, the area below it, and what it is drawn from."""

    line: str
    area: str
    days: tuple[tuple[date, int], ...]

    @property
    def total(self) -> int:
        """Return how many reviews there are in all."""
        return sum(count for _, count in self.days)


def curve_of(days: Sequence[tuple[date, int]], *, highest: int) -> Curve:
    """Return the curve of at least two days; between days it goes level, so it never overshoots."""
    step = (WIDTH - 2 * MARGIN) / (len(days) - 1)
    room = HEIGHT - 2 * MARGIN
    points = [
        (MARGIN + place * step, HEIGHT - MARGIN - room * min(count, highest) / highest)
        for place, (_, count) in enumerate(days)
    ]
    line = f"M{points[0][0]:.1f} {points[0][1]:.1f}"
    for (x0, y0), (x1, y1) in pairwise(points):
        middle = (x0 + x1) / 2
        line += f"C{middle:.1f} {y0:.1f} {middle:.1f} {y1:.1f} {x1:.1f} {y1:.1f}"
    foot = HEIGHT - MARGIN
    area = f"{line}L{points[-1][0]:.1f} {foot}L{points[0][0]:.1f} {foot}Z"
    return Curve(line, area, tuple(days))
