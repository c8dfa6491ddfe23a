"""One's own cards, as pages show them to who kept them."""

from __future__ import annotations

from typing import Any

from practice.live.card import BY_KEY, LEVEL_NAMES
from practice.live.roles import AS_ROLE
from practice.selectors.live import Session


def cards_of(session: Session) -> list[dict[str, Any]]:
    """Return the cards that were kept, by round, with the lines that say something."""
    return [
        {
            "number": seat.row.ordinal,
            "role": AS_ROLE[seat.row.role],
            "is_readable": seat.card.is_readable,
            "lines": [
                {
                    "behavior": BY_KEY[key],
                    "level": mark.level,
                    "level_name": LEVEL_NAMES[mark.level] if mark.level else "",
                    "told": BY_KEY[key].levels[mark.level - 1] if mark.level else "",
                    "words": mark.words,
                }
                for key, mark in sorted(seat.card.marks.items(), key=lambda one: _place(one[0]))
            ],
        }
        for seat in session.seats
        if seat.card
    ]


def _place(key: str) -> int:
    return list(BY_KEY).index(key)
