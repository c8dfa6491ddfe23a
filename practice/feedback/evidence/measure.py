"""How often the highlights are right, and how often they see what is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from practice.feedback.cues.highlights import LABELS, highlights
from practice.feedback.evidence.corpus import MISTAKES, Labeled

PRECISION_NEEDED, HITS_NEEDED = 0.85, 20
Z = 1.96


@dataclass(frozen=True, kw_only=True)
class Measured:
    """The counts of one label: replies that carry it, replies in which it was seen, both."""

    label: str
    carrying: int
    seen: int
    right: int
    likely_seen: int
    likely_right: int

    @property
    def precision(self) -> float | None:
        """Return the share of what was seen that is there; None where nothing was seen."""
        return self.right / self.seen if self.seen else None

    @property
    def recall(self) -> float | None:
        """Return the share of what is there that was seen; None where nothing is there."""
        return self.right / self.carrying if self.carrying else None

    @property
    def passes(self) -> bool:
        """Return whether the highlight may speak: precise enough, on enough hits."""
        return self.seen >= HITS_NEEDED and self.right >= PRECISION_NEEDED * self.seen

    @property
    def interval(self) -> tuple[float, float] | None:
        """Return the 95 % interval of the precision (Wilson 1927); None where nothing was seen."""
        if not self.seen:
            return None
        share, n = self.right / self.seen, self.seen
        middle = (share + Z * Z / (2 * n)) / (1 + Z * Z / n)
        half = Z / (1 + Z * Z / n) * sqrt(share * (1 - share) / n + Z * Z / (4 * n * n))
        return max(0.0, middle - half), min(1.0, middle + half)


def measure(corpus: Sequence[Labeled], *, language: str = "en") -> tuple[Measured, ...]:
    """Return the counts of every label over labeled replies."""
    seen = [_confidences(reply, language) for reply in corpus]
    table = []
    for label in LABELS:
        hits = [
            (label in reply.labels, found.get(label))
            for reply, found in zip(corpus, seen, strict=True)
        ]
        table.append(
            Measured(
                label=label,
                carrying=sum(there for there, _ in hits),
                seen=sum(found is not None for _, found in hits),
                right=sum(there and found is not None for there, found in hits),
                likely_seen=sum(found == "likely" for _, found in hits),
                likely_right=sum(there and found == "likely" for there, found in hits),
            )
        )
    return tuple(table)


def _confidences(reply: Labeled, language: str) -> dict[str, str]:
    """Return how sure the first sighting of each label in a reply is."""
    found = highlights(reply.reply, reply.customer, language=language)
    return {one.label: one.confidence for one in reversed(found)}


def kappas(corpus: Sequence[Labeled]) -> dict[str, float | None]:
    """Return how far two readers agree beyond chance (Cohen 1960), by label.

    None where a label has no second reader, or both always said the same one thing.
    """
    both = [reply for reply in corpus if reply.second is not None]
    return {label: _kappa(both, label) for label in (*LABELS, *MISTAKES)}


def _kappa(both: Sequence[Labeled], label: str) -> float | None:
    n = len(both)
    if not n:
        return None
    one = sum(label in reply.first for reply in both) / n
    other = sum(label in (reply.second or ()) for reply in both) / n
    same = sum((label in reply.first) == (label in (reply.second or ())) for reply in both) / n
    by_chance = one * other + (1 - one) * (1 - other)
    return None if by_chance == 1 else (same - by_chance) / (1 - by_chance)
