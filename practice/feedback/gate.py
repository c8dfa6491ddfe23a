"""Which highlights may speak: those whose measured precision on replies held out is high enough.

`manage.py evaluate_feedback --write` writes `measured.json`; a test compares it with the corpus, so
neither can change without the other. A language that was not measured has no highlights.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from practice.feedback.evidence import corpus
from practice.feedback.evidence.measure import (
    HITS_NEEDED,
    PRECISION_NEEDED,
    Measured,
    kappas,
    measure,
)

FILE = Path(__file__).parent / "evidence" / "measured.json"
KAPPA_NEEDED = 0.6


@cache
def measured() -> Mapping[str, Any]:
    """Return what was measured, by language and label."""
    found: Mapping[str, Any] = json.loads(FILE.read_text()) if FILE.exists() else {}
    return found


@cache
def enabled(language: str = "en") -> frozenset[str]:
    """Return the highlights that may speak in a language."""
    table = measured().get(language, {}).get("highlights", {})
    return frozenset(label for label, row in table.items() if row["enabled"])


def table_of(language: str) -> dict[str, Any]:
    """Return the whole measurement of a language, as it is written down."""
    held_out, seeds = corpus.replies("held_out", language), corpus.replies("seeds", language)
    agreed = kappas((*held_out, *seeds))
    tuned = {row.label: row for row in measure(seeds, language=language)}
    rows = {}
    for row in measure(held_out, language=language):
        kappa = agreed[row.label]
        low, high = row.interval or (None, None)
        rows[row.label] = {
            "carrying": row.carrying, "seen": row.seen, "right": row.right,
            "precision": _short(row.precision), "low": _short(low), "high": _short(high),
            "recall": _short(row.recall),
            "likely": [row.likely_right, row.likely_seen],
            "perhaps": [row.right - row.likely_right, row.seen - row.likely_seen],
            "kappa": _short(kappa),
            "seeds": {
                "precision": _short(tuned[row.label].precision),
                "recall": _short(tuned[row.label].recall),
                "carrying": tuned[row.label].carrying,
            },
            "enabled": may_speak(row, kappa),
        }  # fmt: skip
    return {
        "held_out": len(held_out), "seeds": len(seeds), "highlights": rows,
        "precision_needed": PRECISION_NEEDED, "hits_needed": HITS_NEEDED,
        "kappa_needed": KAPPA_NEEDED,
    }  # fmt: skip


def agreement(language: str) -> dict[str, float | None]:
    """Return how far two readers agree on each label, over all labeled replies of a language."""
    return kappas((*corpus.replies("held_out", language), *corpus.replies("seeds", language)))


def may_speak(row: Measured, kappa: float | None) -> bool:
    """Return whether a highlight passes: precise on enough hits, of a label that readers share."""
    return row.passes and kappa is not None and kappa >= KAPPA_NEEDED


def write(languages: Sequence[str]) -> None:
    """Measure languages anew and write the file that the gate reads."""
    found = {language: table_of(language) for language in languages}
    FILE.write_text(json.dumps(found, indent=2, sort_keys=True) + "\n")
    measured.cache_clear()
    enabled.cache_clear()


def _short(number: float | None) -> float | None:
    return None if number is None else round(number, 3)
