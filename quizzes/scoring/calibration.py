"""How well certainty and outcome fit. Pure: no database, no clock, no settings.

“A guess” claims what chance gives among the choices; “sure” claims to be right nineteen times in
twenty, because nobody who is sure expects to fail; “fairly sure” stands halfway between chance and
all. The mean of what was claimed is set beside the share that was right.

A few answers say little. A gap is called a gap only if one answer more or less could not close it;
with two answers both have to be off the same way. Up to a tenth counts as no gap at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

FEWEST = 2
SURE = Fraction(95, 100)
CLOSE = Fraction(1, 10)
OVER, UNDER, FITS, UNCLEAR = "over", "under", "fits", "unclear"


@dataclass(frozen=True)
class Said:
    """One answer: how sure, among how many choices, and whether it was right."""

    word: str
    choices: int
    is_right: bool

    @property
    def claim(self) -> Fraction:
        """Return the share of such answers that would be right if the word were exact."""
        chance = Fraction(1, self.choices)
        return {"guess": chance, "fairly": (chance + 1) / 2, "sure": max(chance, SURE)}[self.word]


@dataclass(frozen=True)
class Row:
    """The answers given with one word."""

    word: str
    answers: int
    right: int


@dataclass(frozen=True)
class Calibration:
    """What was claimed beside what came out, in whole percent, and what that means."""

    answers: int
    said_percent: int
    right_percent: int
    verdict: str
    rows: Sequence[Row]


def calibrate(said: Sequence[Said]) -> Calibration | None:
    """Return how certainty and outcome fit; None for fewer answers than say anything."""
    if len(said) < FEWEST:
        return None
    claimed = sum((one.claim for one in said), Fraction(0)) / len(said)
    right = Fraction(sum(one.is_right for one in said), len(said))
    return Calibration(
        answers=len(said),
        said_percent=round(claimed * 100),
        right_percent=round(right * 100),
        verdict=_verdict(claimed - right, len(said)),
        rows=[_row(word, said) for word in ("guess", "fairly", "sure")],
    )


def _verdict(gap: Fraction, answers: int) -> str:
    if abs(gap) <= CLOSE:
        return FITS
    if abs(gap) * answers <= 1:
        return UNCLEAR
    return OVER if gap > 0 else UNDER


def _row(word: str, said: Sequence[Said]) -> Row:
    same = [one for one in said if one.word == word]
    return Row(word, len(same), sum(one.is_right for one in same))
