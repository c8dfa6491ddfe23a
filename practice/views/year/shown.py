"""A variant of a card as a page shows it: options in a mixed order, by their stored numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from practice.spacing.answers import quality_of
from practice.spacing.rating import BEST
from practice.spacing.variants import shuffled
from practice.views.year.words import LEVEL_WORDS


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be chosen; `number` is its place in the author's order."""

    number: int
    text: str | Promise
    quality: str
    feedback: str

    @property
    def is_best(self) -> bool:
        """Return whether the author thinks it the best."""
        return self.quality == BEST


def choices_of(variant: Mapping[str, Any], *, seed: int) -> list[Choice]:
    """Return what can be chosen, mixed for replies, in order for phrases and levels."""
    if variant["type"] == "pick":
        options = variant["options"]
        order = shuffled([str(place) for place in range(len(options))], seed=seed, nth=0)
        return [
            Choice(int(place), option["text"], option["quality"], option["feedback"])
            for place in order
            for option in [options[int(place)]]
        ]
    texts = variant["parts"] if variant["type"] == "cue" else LEVEL_WORDS
    return [Choice(place, text, quality_of(variant, place), "") for place, text in enumerate(texts)]
