"""How well the questions of one attempt measure one thing together: alpha and omega. Pure.

With a draw nobody sees the whole bank, so both are computed from the covariances of pairs of
questions over the people who saw both, each pair weighted by their number, and stand for an attempt
of the size that was drawn. Where everybody saw everything they are the usual coefficients, exactly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import sqrt

from quizzes.statistics.intervals import Interval, of_alpha
from quizzes.statistics.sittings import Sitting, covariance, mean
from quizzes.statistics.verdicts import FEWEST

FEWEST_OF_A_PAIR = 3
ROUNDS = 2000
CLOSE_ENOUGH = 1e-10


@dataclass(frozen=True)
class Pair:
    """The covariance of two questions, and how many people saw both. No pair is ever shown."""

    value: float
    n: int


Matrix = list[list[Pair | None]]


@dataclass(frozen=True)
class Reliability:
    """Alpha and omega of an attempt of `length` questions; None where the data do not say."""

    n: int
    length: int
    pairs_seen: float
    alpha: float | None
    alpha_interval: Interval | None
    omega: float | None


def reliability(sittings: Sequence[Sitting], keys: Sequence[str]) -> Reliability:
    """Return alpha and omega of ten people or more; None unless most pairs were seen together."""
    lengths = [sum(key in s.points for key in keys) for s in sittings]
    length = round(mean(lengths)) if lengths else 0
    matrix = covariances(sittings, keys)
    pairs = [matrix[i][j] for i, j in combinations(range(len(keys)), 2)]
    share = sum(pair is not None for pair in pairs) / len(pairs) if pairs else 0.0
    is_enough = len(sittings) >= FEWEST and share >= 0.5 and length >= 2
    alpha = alpha_of(matrix, length) if is_enough else None
    is_complete = bool(lengths) and min(lengths) == len(keys)
    return Reliability(
        n=len(sittings),
        length=length,
        pairs_seen=share,
        alpha=alpha,
        # With a draw the pairs rest on different people, and no interval is known that is honest.
        alpha_interval=of_alpha(alpha, len(sittings), length)
        if alpha is not None and is_complete
        else None,
        omega=omega_of(matrix, length) if is_enough else None,
    )


def covariances(sittings: Sequence[Sitting], keys: Sequence[str]) -> Matrix:
    """Return the covariance of each pair over those who saw both; None for hardly anybody."""
    matrix: Matrix = [[None] * len(keys) for _ in keys]
    for row, left in enumerate(keys):
        for column in range(row, len(keys)):
            right = keys[column]
            both = [s.points for s in sittings if left in s.points and right in s.points]
            if len(both) >= FEWEST_OF_A_PAIR:
                found = covariance([p[left] for p in both], [p[right] for p in both])
                matrix[row][column] = matrix[column][row] = Pair(found, len(both))
    return matrix


def alpha_of(matrix: Matrix, length: int) -> float | None:
    """Return Cronbach's alpha (1951, Psychometrika 16, 297-334) from the mean covariance."""
    variances = [found for place, row in enumerate(matrix) if (found := row[place])]
    pairs = [found for i, j in combinations(range(len(matrix)), 2) if (found := matrix[i][j])]
    if not variances or not pairs:
        return None
    shared = _weighted(pairs)
    total = _weighted(variances) + (length - 1) * shared
    return None if total <= 0 else length * shared / total


def _weighted(found: Sequence[Pair]) -> float:
    return sum(pair.value * pair.n for pair in found) / sum(pair.n for pair in found)


def omega_of(matrix: Matrix, length: int) -> float | None:
    """Return omega of the one-factor model (McDonald 1999, Test Theory, chapter 6).

    None where one factor does not fit: no solution, or a question whose loading explains more than
    its variance (a Heywood case). A question to which all answered alike has a loading of 0, and
    counts as one of the attempt: it makes the sum neither wider nor more reliable.
    """
    known = [(i, own.value) for i, row in enumerate(matrix) if (own := row[i])]
    kept = [(i, variance) for i, variance in known if variance > 0]
    loadings = one_factor([[matrix[i][j] for j, _ in kept] for i, _ in kept])
    if loadings is None or len(kept) < 3:
        return None
    unique = [variance - load**2 for (_, variance), load in zip(kept, loadings, strict=True)]
    if min(unique) < 0:
        return None
    common = (length * sum(loadings) / len(known)) ** 2
    return common / (common + length * sum(unique) / len(known))


def one_factor(matrix: Matrix) -> list[float] | None:
    """Return the loadings that leave the smallest squared residuals off the diagonal.

    MINRES (Harman & Jones 1966, Psychometrika 31, 351-368), one loading after the other: each has a
    closed form while the others stand still, so every step lowers the residual. A pair weighs as
    many as saw it; pairs that are not known are left out of the sum.
    """
    size = range(len(matrix))
    off = [[(j, pair) for j in size if j != i and (pair := matrix[i][j])] for i in size]
    total = sum(pair.value for row in off for _, pair in row)
    if not total > 0:
        return None
    loadings = [sum(pair.value for _, pair in row) / sqrt(total) for row in off]
    for _ in range(ROUNDS):
        moved = 0.0
        for i in size:
            below = sum(pair.n * loadings[j] ** 2 for j, pair in off[i])
            if below <= 0:
                return None
            better = sum(pair.n * pair.value * loadings[j] for j, pair in off[i]) / below
            moved = max(moved, abs(better - loadings[i]))
            loadings[i] = better
        if moved < CLOSE_ENOUGH:
            return loadings
    return None
