"""How answers become points. Pure: no database, no clock, no settings.

Every question is worth one point. Single and choose-n are all or nothing, because a reply that is
half right is still the wrong reply to a customer. Matching earns the share of prompts that found
their answer; ordering the share of pairs that stand the right way round, so that two neighbors
swapped cost little and the order upside down earns nothing. No answer earns nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction
from itertools import combinations
from math import ceil

NOTHING = Fraction(0)
ALL = Fraction(1)


def choice(correct: Collection[str], chosen: Collection[str]) -> Fraction:
    """Return one point if exactly the correct choices were chosen, else none."""
    return ALL if correct and set(correct) == set(chosen) else NOTHING


def matching(correct: Mapping[str, str], given: Mapping[str, str]) -> Fraction:
    """Return the share of prompts that were given their answer."""
    if not correct:
        return NOTHING
    hits = sum(given.get(prompt) == answer for prompt, answer in correct.items())
    return Fraction(hits, len(correct))


def ordering(correct: Sequence[str], given: Sequence[str]) -> Fraction:
    """Return the share of pairs of items that stand the right way round."""
    if len(correct) < 2 or sorted(correct) != sorted(given):
        return NOTHING
    place = {item: index for index, item in enumerate(given)}
    pairs = list(combinations(correct, 2))
    kept = sum(place[before] < place[after] for before, after in pairs)
    return Fraction(kept, len(pairs))


@dataclass(frozen=True)
class Result:
    """What one attempt earned. Percent and score are rounded down: neither overstates."""

    score: Decimal
    max_score: Decimal
    percent: Decimal
    is_passed: bool


def total(points: Sequence[Fraction], *, pass_mark_percent: int) -> Result:
    """Return the sum of the points; passing is decided on the exact sum, before any rounding."""
    earned = sum(points, NOTHING)
    share = earned / len(points) if points else NOTHING
    return Result(
        score=_floor(earned, "0.001"),
        max_score=Decimal(len(points)),
        percent=_floor(share * 100, "0.01"),
        is_passed=bool(points) and share * 100 >= pass_mark_percent,
    )


def points_to_pass(*, questions: int, pass_mark_percent: int) -> int:
    """Return how many fully right answers are enough."""
    return ceil(Fraction(questions * pass_mark_percent, 100))


def _floor(value: Fraction, step: str) -> Decimal:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal(step), rounding=ROUND_FLOOR)
