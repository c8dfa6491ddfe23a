"""Which skill slips, from counts that say how many they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

SKILLS = (
    "notice", "name_feeling", "validate", "paraphrase", "explore", "own", "repair", "act",
    "boundary",
)  # fmt: skip
MINIMUM = 5  # fewer answers on a skill tell nothing about it


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a skill was asked for, and how often the answer was weak."""

    skill: str
    shown: int
    weak: int


def added(tallies: Iterable[Tally]) -> list[Tally]:
    """Return one tally a skill, in the order of their names."""
    found: dict[str, Tally] = {}
    for one in tallies:
        before = found.get(one.skill, Tally(one.skill, 0, 0))
        found[one.skill] = Tally(one.skill, before.shown + one.shown, before.weak + one.weak)
    return [found[skill] for skill in sorted(found)]


def weakest(tallies: Iterable[Tally], *, minimum: int = MINIMUM) -> Tally | None:
    """Return the skill that slipped most, or None where nothing can be said.

    The share is drawn toward the middle (one weak and one strong answer added), so five answers
    do not outweigh fifty. A skill without a single weak answer has not slipped.
    """
    told = [one for one in added(tallies) if one.shown >= minimum and one.weak]
    if not told:
        return None
    return max(told, key=lambda one: ((one.weak + 1) / (one.shown + 2), one.shown))
