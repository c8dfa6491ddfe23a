"""Kinds of messages that are nobody's business but their reader's: others see none of them."""

from __future__ import annotations

_KINDS: set[str] = set()


def keep_private(kind: str) -> None:
    """Let a kind of message stand in no trail and on no page of others; twice is once.

    Called when the process starts, by the app that writes them.
    """
    _KINDS.add(kind)


def is_private(kind: str) -> bool:
    """Return whether a kind of message is its reader's alone."""
    return kind in _KINDS


def private_kinds() -> frozenset[str]:
    """Return all such kinds."""
    return frozenset(_KINDS)
