"""What a learner wrote, sealed for its place: it opens nowhere else."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from common.private_text import UnreadablePrivateText, decrypt, encrypt


def about(run: UUID, place: str) -> str:
    """Return the name of a place that a text is sealed for."""
    return f"{run}/{place}"


def seal(run: UUID, place: str, text: str) -> bytes | None:
    """Return the text sealed for a place of a run, None for an empty one."""
    return encrypt(text, about=about(run, place)) if text else None


def opened(run: UUID, place: str, sealed: bytes | memoryview | None) -> str | None:
    """Return the text, empty where there is none; None where its key is not here.

    One text that does not open hides itself, and nothing else of a run.
    """
    if sealed is None:
        return ""
    try:
        return decrypt(bytes(sealed), about=about(run, place))
    except UnreadablePrivateText:
        return None


def in_words(run: UUID, place: str, sealed: bytes | memoryview | None) -> str:
    """Return the text, empty where there is none, or the sentence that it cannot be opened."""
    text = opened(run, place, sealed)
    return cannot_be_opened() if text is None else text


def cannot_be_opened() -> str:
    """Return what stands in the place of a text whose key is not here."""
    return _(
        "This cannot be opened here at the moment: its key is missing. Your operator can bring it "
        "back."
    )


def of_turn(ordinal: int, field: str) -> str:
    """Return the place of a text that belongs to a turn; it stays when the turn is taken."""
    return f"turns/{ordinal}/{field}"
