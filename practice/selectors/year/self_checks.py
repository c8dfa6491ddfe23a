"""Somebody's own self-checks, unsealed, and what slipped between the last two."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from common.private_text import UnreadablePrivateText
from people.models import User
from practice.models import SelfCheck
from practice.self_check import fallen

SHOWN = 8  # two years of quarters


@dataclass(frozen=True, slots=True)
class Checked:
    """One self-check: when, and the mean of each skill."""

    taken_at: datetime
    scores: dict[str, float]


def my_self_checks(learner: User) -> list[Checked]:
    """Return the latest, newest first, without those whose key is not here (one query)."""
    rows = SelfCheck.objects.filter(learner=learner).order_by("-taken_at")[:SHOWN]
    return [Checked(row.taken_at, scores) for row in rows if (scores := scores_in(row))]


def all_self_checks(learner: User) -> list[Checked]:
    """Return all of them, newest first; without scores where the key is not here (one query)."""
    rows = SelfCheck.objects.filter(learner=learner).order_by("-taken_at")
    return [Checked(row.taken_at, scores_in(row)) for row in rows]


def scores_in(row: SelfCheck) -> dict[str, float]:
    """Return the scores of a self-check, none where its key is not here."""
    try:
        return row.scores
    except UnreadablePrivateText:
        return {}


def slipped_in(checks: list[Checked]) -> str:
    """Return the skill that fell most between the last two, or nothing."""
    return fallen(checks[1].scores, checks[0].scores) if len(checks) > 1 else ""
