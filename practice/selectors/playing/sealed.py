"""What a learner wrote, sealed for its place: it opens nowhere else."""

from __future__ import annotations

from uuid import UUID

from common.private_text import decrypt, encrypt


def about(run: UUID, place: str) -> str:
    """Return the name of a place that a text is sealed for."""
    return f"{run}/{place}"


def seal(run: UUID, place: str, text: str) -> bytes | None:
    """Return the text sealed for a place of a run, None for an empty one."""
    return encrypt(text, about=about(run, place)) if text else None


def unseal(run: UUID, place: str, sealed: bytes | memoryview | None) -> str:
    """Return the text, empty where there is none."""
    return "" if sealed is None else decrypt(bytes(sealed), about=about(run, place))


def of_turn(ordinal: int, field: str) -> str:
    """Return the place of a text that belongs to a turn; it stays when the turn is taken."""
    return f"turns/{ordinal}/{field}"
