"""The digest that is written when an attempt is submitted. Pure, so that a checker can redo it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Step:
    """One stored step of an answer."""

    question: str
    client_seq: int
    answer: Any
    is_flagged: bool
    saved_at: datetime


@dataclass(frozen=True)
class Outcome:
    """What a submitted attempt says of itself."""

    score: Decimal
    max_score: Decimal
    passed: bool
    submitted_at: datetime


def digest(*, attempt: UUID, layout: Any, steps: Sequence[Step], outcome: Outcome) -> str:
    """Return the SHA-256 over everything that must never change once an attempt is submitted."""
    ordered = sorted(steps, key=lambda step: (step.question, step.client_seq))
    told = [str(attempt), layout, [astuple(step) for step in ordered], astuple(outcome)]
    text = json.dumps(told, sort_keys=True, separators=(",", ":"), default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, Decimal):
        return f"{value:.3f}"  # as the column keeps it
    raise TypeError(f"{type(value).__name__} has no place in a digest")
