"""What the figures of a question are enough to say, by the number of people behind them. Pure.

In a simulation of ten good questions a reversed key shows a negative item-rest correlation in
nearly nine of ten runs with 15 people; but so does about every fifth good question. With 60 people
nearly all reversed keys are caught and few good questions are doubted. So a verdict waits for its
people; tests/quizzes/statistics/test_simulated_quizzes.py plays it again.
"""

from __future__ import annotations

from enum import StrEnum

FEWEST = 10  # below, nothing is shown
KEY_ERROR_FROM = 15
WEAK_FROM = 60
WEAK_BELOW = 0.15


class Verdict(StrEnum):
    """What may be said of a question."""

    TOO_FEW = "too_few"
    NO_VERDICT = "no_verdict"
    NO_SPREAD = "no_spread"
    KEY_ERROR = "key_error"
    WEAK = "weak"
    NOTHING_ODD = "nothing_odd"


def verdict_of(discrimination: float | None, n: int) -> Verdict:
    """Return what an item-rest correlation is enough to say with n people behind it."""
    if n < FEWEST:
        return Verdict.TOO_FEW
    if n < KEY_ERROR_FROM:
        return Verdict.NO_VERDICT
    if discrimination is None:
        return Verdict.NO_SPREAD
    if discrimination < 0:
        return Verdict.KEY_ERROR
    if n >= WEAK_FROM and discrimination < WEAK_BELOW:
        return Verdict.WEAK
    return Verdict.NOTHING_ODD
