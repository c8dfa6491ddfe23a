"""How answers become points. Pure: no database, no clock, no settings.

Every question is worth one point. Single and choose-n are all or nothing, because a reply that is
half right is still the wrong reply to a customer. Matching earns the share of prompts that found
their answer; ordering the share of pairs that stand the right way round, so that two neighbors
swapped cost little and the order upside down earns nothing. No answer earns nothing.

Marking phrases earns the share of right phrases marked, less the share of the other phrases marked:
so marking blindly earns nothing on average, however many marks are set. Rating replies earns one
for the experts' step and a half for the step beside it; people who know the work differ by that
much. Naming a feeling is scored by the feeling alone: certainty never costs a point, as whoever
loses points by admitting a doubt will stop admitting it. Short texts earn nothing and ask for none.
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


def marking(right: Collection[str], others: Collection[str], marked: Collection[str]) -> Fraction:
    """Return the share of right phrases marked less the share of others marked, not below 0."""
    if not right:
        return NOTHING
    hits, misses = len(set(right) & set(marked)), len(set(others) & set(marked))
    lost = Fraction(misses, len(set(others))) if others else NOTHING
    return max(NOTHING, Fraction(hits, len(set(right))) - lost)


def rating(expert: Mapping[str, int], given: Mapping[str, int]) -> Fraction:
    """Return the mean over replies: 1 for the experts' step, 1/2 for the step beside it, else 0."""
    if not expert:
        return NOTHING
    near = (
        max(NOTHING, 1 - Fraction(abs(given[reply] - step), 2)) if reply in given else NOTHING
        for reply, step in expert.items()
    )
    return sum(near, NOTHING) / len(expert)


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
