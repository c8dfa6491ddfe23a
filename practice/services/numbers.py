"""Numbers of rows of which one person has so many at most; the database holds them unique."""

from __future__ import annotations

from collections.abc import Iterable


def free_number(taken: Iterable[int], *, most: int) -> int | None:
    """Return the lowest number from 1 to `most` that is free, None where all are taken."""
    held = set(taken)
    return next((number for number in range(1, most + 1) if number not in held), None)
