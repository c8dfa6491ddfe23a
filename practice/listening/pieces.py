"""A text with the parts that may be marked in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from practice.listening.base import Fault
from practice.package.fields import Json

_CLAUSE = re.compile(r"[^.!?;:,\n]*[^.!?;:,\s][^.!?;:,\n]*[.!?;:,]*")


def clauses(text: str) -> list[tuple[int, int]]:
    """Return from which letter to which each clause of a text goes, in its order."""
    found = []
    for hit in _CLAUSE.finditer(text):
        said = hit[0].strip()
        start = hit.start() + hit[0].index(said)
        found.append((start, start + len(said)))
    return found


def _found(text: str, parts: Sequence[str]) -> list[tuple[int, int, int]]:
    """Return (start, end, place) of every part that has room of its own in the text."""
    taken: list[tuple[int, int, int]] = []
    for place, part in enumerate(parts):
        start = text.find(part)
        while start >= 0 and any(
            low < start + len(part) and start < high for low, high, _ in taken
        ):
            start = text.find(part, start + 1)
        if start >= 0:
            taken.append((start, start + len(part), place))
    return sorted(taken)


def part_faults(text: str, parts: Sequence[str]) -> Iterator[Fault]:
    """Yield a fault for every part that is not in the text or lies over another one."""
    found = {place for _start, _end, place in _found(text, parts)}
    for place, part in enumerate(parts):
        if place not in found:
            yield Fault(
                ("parts", place),
                f"“{part[:60]}” does not stand in the text, or lies over another part.",
                "Copy it from the text, letter by letter; parts do not overlap.",
            )


def pieces(text: str, parts: Sequence[str], chosen: object) -> list[Json]:
    """Return the text in its order: parts with their place and mark, the rest with neither."""
    shown: list[Json] = []
    at = 0
    for start, end, place in _found(text, parts):
        shown += [{"text": text[at:start], "place": None}] if start > at else []
        shown.append({"text": text[start:end], "place": place, "is_chosen": place == chosen})
        at = end
    return [*shown, {"text": text[at:], "place": None}] if at < len(text) else shown
