"""Which questions an attempt asks. Pure: no database, no clock, no settings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Candidate:
    """A question of the bank as the draw sees it; `ordinal` is its place in the bank."""

    key: str
    objective: str
    ordinal: int


def draw(
    bank: Sequence[Candidate], *, count: int | None, seen: Mapping[str, int], chance: Random
) -> list[str]:
    """Return the keys to ask, in the order of the bank (which goes from recall to judgment).

    What was seen less often comes first, so nothing repeats until the bank is used up. Within
    that, each objective gets its turn, and the one with most questions left gets the odd ones.
    """
    wanted = len(bank) if count is None else min(count, len(bank))
    taken: list[Candidate] = []
    for times in sorted({seen.get(found.key, 0) for found in bank}):
        level = [found for found in bank if seen.get(found.key, 0) == times]
        chance.shuffle(level)
        _take_in_turns(level, taken, wanted=wanted)
    return [found.key for found in sorted(taken, key=lambda found: found.ordinal)]


def _take_in_turns(level: list[Candidate], taken: list[Candidate], *, wanted: int) -> None:
    while level and len(taken) < wanted:
        had = Counter(found.objective for found in taken)
        left = Counter(found.objective for found in level)
        chosen = min(level, key=lambda found: (had[found.objective], -left[found.objective]))
        level.remove(chosen)
        taken.append(chosen)
