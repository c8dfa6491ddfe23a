"""What this app owes itself. Nothing here is for other apps: practice is told to nobody."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class ReplyRated:
    """A learner rated a reply whose key points may be compared by meaning; practice alone listens.

    Published only where the operator supplied a model.
    """

    try_uuid: str

    @property
    def key(self) -> str:
        """Return what makes this unique: a reply is rated once."""
        return self.try_uuid
