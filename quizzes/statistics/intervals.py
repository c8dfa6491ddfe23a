"""95 percent intervals, where an honest one is known without simulation. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from math import atanh, exp, log, sqrt, tanh

Z = 1.959964


@dataclass(frozen=True)
class Interval:
    """From low to high."""

    low: float
    high: float


def of_share(share: float, n: int) -> Interval:
    """Return Wilson's interval (Wilson 1927, JASA 22, 209-212) of a share.

    For questions with part marks it is too wide and never too narrow: no variable between 0 and 1
    varies more than a yes-or-no of the same mean.
    """
    middle = (share + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z * sqrt(share * (1 - share) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
    return Interval(max(0.0, middle - half), min(1.0, middle + half))


def of_correlation(r: float, n: int) -> Interval | None:
    """Return Fisher's interval (Fisher 1915, Biometrika 10, 507-521); None below four people.

    It takes both sides for normal, so with yes-or-no questions it is a good approximation, no more.
    """
    if n < 4 or abs(r) >= 1:
        return None
    half = Z / sqrt(n - 3)
    return Interval(tanh(atanh(r) - half), tanh(atanh(r) + half))


def of_alpha(alpha: float, n: int, items: int) -> Interval | None:
    """Return Bonett's interval of alpha (Bonett 2002, J. Educ. Behav. Stat. 27, 335-340)."""
    if n < 3 or items < 2 or alpha >= 1:
        return None
    half = Z * sqrt(2 * items / ((items - 1) * (n - 2)))
    return Interval(1 - exp(log(1 - alpha) + half), 1 - exp(log(1 - alpha) - half))
