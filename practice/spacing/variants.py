"""Which form of a card comes next: never the same twice in a row."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random


def next_variant(ids: Sequence[str], *, latest: str, seed: int, nth: int) -> str:
    """Return the variant of the nth review.

    Each round shows all of them in an order of its own, drawn from the card's seed. Memory of the
    wording therefore never counts for long.
    """
    if not ids:
        raise ValueError("a card has variants")
    place, turn = nth % len(ids), nth // len(ids)
    chosen = shuffled(ids, seed=seed, nth=turn)[place]
    if chosen == latest and len(ids) > 1:
        return ids[(list(ids).index(chosen) + 1) % len(ids)]
    return chosen


def shuffled(ids: Sequence[str], *, seed: int, nth: int) -> list[str]:
    """Return the ids in an order that is the same whenever it is asked for."""
    order = list(ids)
    Random(seed * 7_919 + nth).shuffle(order)  # noqa: S311 - no secret
    return order
