"""Where the marks of the scatter stand: difficulty across, discrimination upward. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quizzes.statistics.verdicts import WEAK_BELOW, Verdict

WIDTH, HEIGHT = 560, 380
LEFT, RIGHT, TOP, BOTTOM = 58, 30, 16, 62
LOWEST = -0.5


@dataclass(frozen=True)
class Mark:
    """One question in the picture: its number stands at x, y."""

    number: int
    x: float
    y: float
    verdict: Verdict


@dataclass(frozen=True)
class Tick:
    """A line of the grid with its label."""

    at: float
    label: str


@dataclass(frozen=True)
class Plot:
    """Everything that the picture draws, in its own units."""

    marks: Sequence[Mark]
    across: Sequence[Tick]
    upward: Sequence[Tick]
    zero: float
    weak: float
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    top: int = TOP
    bottom: int = HEIGHT - BOTTOM

    @property
    def drop(self) -> float:
        """Return how high the band below zero is."""
        return round(self.bottom - self.zero, 1)

    @property
    def breadth(self) -> int:
        """Return how wide the picture is between its edges."""
        return self.right - self.left

    @property
    def middle(self) -> float:
        """Return where the axis across has its middle."""
        return (self.left + self.right) / 2


def plot_of(points: Sequence[tuple[int, float, float, Verdict]]) -> Plot:
    """Return the picture of (number, difficulty, discrimination, verdict)."""
    lowest = min([LOWEST, *(discrimination for _, _, discrimination, _ in points)])
    return Plot(
        marks=[
            Mark(number, round(_x(p), 1), round(_y(r, lowest), 1), verdict)
            for number, p, r, verdict in points
        ],
        across=[Tick(round(_x(p / 100), 1), f"{p}%") for p in (0, 25, 50, 75, 100)],
        upward=[Tick(round(_y(r, lowest), 1), f"{r:.1f}".replace("-", "\u2212"))
                for r in (-0.5, 0.0, 0.5, 1.0)],
        zero=round(_y(0, lowest), 1),
        weak=round(_y(WEAK_BELOW, lowest), 1),
    )  # fmt: skip


def _x(difficulty: float) -> float:
    return LEFT + difficulty * (WIDTH - LEFT - RIGHT)


def _y(discrimination: float, lowest: float) -> float:
    share = (discrimination - lowest) / (1 - lowest)
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)
