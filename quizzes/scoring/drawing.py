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
    bank: Sequence[Candidate],
    *,
    count: int | None,
    seen: Mapping[str, int],
    chance: Random,
    blueprint: Mapping[str, int] | None = None,
) -> list[str]:
    """Return the keys to ask, in the order of the bank (which goes from recall to judgment).

    What was seen less often comes first, so nothing repeats until the bank is used up. Within
    that, each objective gets its turn, and the one with most questions left gets the odd ones.
    A blueprint says how many questions each objective gets; then nothing on an objective repeats
    until that objective's questions are used up.
    """
    taken: list[Candidate] = []
    if blueprint is None:
        _least_seen_first(bank, taken, wanted=count, seen=seen, chance=chance)
    else:
        for objective, share in blueprint.items():
            pool = [found for found in bank if found.objective == objective]
            mine: list[Candidate] = []
            _least_seen_first(pool, mine, wanted=share, seen=seen, chance=chance)
            taken += mine
    return [found.key for found in sorted(taken, key=lambda found: found.ordinal)]


def _least_seen_first(
    bank: Sequence[Candidate],
    taken: list[Candidate],
    *,
    wanted: int | None,
    seen: Mapping[str, int],
    chance: Random,
) -> None:
    most = len(bank) if wanted is None else min(wanted, len(bank))
    for times in sorted({seen.get(found.key, 0) for found in bank}):
        level = [found for found in bank if seen.get(found.key, 0) == times]
        chance.shuffle(level)
        _take_in_turns(level, taken, wanted=most)


def _take_in_turns(level: list[Candidate], taken: list[Candidate], *, wanted: int) -> None:
    while level and len(taken) < wanted:
        had = Counter(found.objective for found in taken)
        left = Counter(found.objective for found in level)
        chosen = min(level, key=lambda found: (had[found.objective], -left[found.objective]))
        level.remove(chosen)
        taken.append(chosen)
