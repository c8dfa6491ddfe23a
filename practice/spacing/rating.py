"""How well somebody remembered, read from what they answered and never asked for.

Asking people how well they knew something measures their modesty. The answer itself is better
evidence: each option, phrase or self-rated line has a quality that its author gave it.
"""

from __future__ import annotations

from enum import IntEnum


class Rating(IntEnum):
    """FSRS' four ratings, by their numbers."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


BEST, OK, WEAK, POOR = "best", "ok", "weak", "poor"
QUALITIES = (BEST, OK, WEAK, POOR)
# "ok" serves the customer, so the judgment was there: Good. As Hard it would count like "weak",
# and a decent answer would come back three times as often as it needs to.
_RATINGS = {POOR: Rating.AGAIN, WEAK: Rating.HARD, OK: Rating.GOOD, BEST: Rating.GOOD}


def rating_of(quality: str, *, is_sure: bool) -> Rating:
    """Return the rating of an answer; raises KeyError for a quality that there is not.

    Being sure lifts the best answer only: sure and wrong is still wrong, and nobody is punished
    for having dared to say so.
    """
    if quality == BEST and is_sure:
        return Rating.EASY
    return _RATINGS[quality]


def has_slipped(rating: int) -> bool:
    """Return whether an answer tells that the skill is weak."""
    return rating <= Rating.HARD
