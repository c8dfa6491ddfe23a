"""What an answer to a variant is worth.

The shape of a variant: docs/reference/practice/refreshers-format.md.
A choice is the place of what was chosen, counted from 0 in the author's order.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from practice.spacing.rating import BEST, OK, POOR, WEAK

# The four levels by which somebody rates their own line, from the lowest.
LEVELS = (POOR, WEAK, OK, BEST)


def quality_of(variant: Mapping[str, Any], choice: int) -> str:
    """Return the quality of a choice; raises ValueError for one that is not there."""
    count = choices(variant)
    if not 0 <= choice < count:
        raise ValueError(f"a choice from 0 to {count - 1}")
    if variant["type"] == "pick":
        return str(variant["options"][choice]["quality"])
    if variant["type"] == "cue":
        part = variant["parts"][choice]
        if part == variant["best"]:
            return BEST
        return OK if part in variant.get("near", ()) else POOR
    return LEVELS[choice]


def choices(variant: Mapping[str, Any]) -> int:
    """Return how many choices a variant offers."""
    if variant["type"] == "pick":
        return len(variant["options"])
    return len(variant["parts"]) if variant["type"] == "cue" else len(LEVELS)
