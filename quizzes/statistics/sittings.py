"""What the statistics are computed from, and sums over it. Pure: no database, no clock."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt

NO_TRACE = 1e-9
NO_SPREAD = 1e-12  # far below what one answer of one person in thousands moves


@dataclass(frozen=True)
class Sitting:
    """One person's attempt: points (0 to 1) by question seen, and what was picked where.

    Nobody has to have seen every question: a draw shows each person some of the bank.
    """

    points: Mapping[str, float]
    picks: Mapping[str, Collection[str]] = field(default_factory=dict)

    def rest(self, item: str) -> float | None:
        """Return the mean of all other questions seen, None where there was no other.

        A mean and not a sum, so that people who drew different questions can be compared.
        """
        others = [points for key, points in self.points.items() if key != item]
        return mean(others) if others else None


def mean(values: Sequence[float]) -> float:
    """Return the mean of at least one value."""
    return sum(values) / len(values)


def covariance(left: Sequence[float], right: Sequence[float]) -> float:
    """Return the sample covariance of at least two pairs.

    Thirds have no exact float: the same third from everybody leaves a trace, which is no spread.
    """
    middle, other = mean(left), mean(right)
    products = ((a - middle) * (b - other) for a, b in zip(left, right, strict=True))
    found = sum(products) / (len(left) - 1)
    return 0.0 if abs(found) < NO_SPREAD else found


def correlation(left: Sequence[float], right: Sequence[float]) -> float | None:
    """Return Pearson's r; None where one side does not vary, so that there is none."""
    if len(left) < 2:
        return None
    spread = covariance(left, left) * covariance(right, right)
    if spread <= 0:
        return None
    found = covariance(left, right) / sqrt(spread)
    # Thirds have no exact float: what cancels out leaves a trace, and its sign would be a verdict.
    return 0.0 if abs(found) < NO_TRACE else max(-1.0, min(1.0, found))
