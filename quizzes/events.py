"""What this app tells the rest of the product."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class RegradeRequested:
    """Somebody decided to regrade more attempts than one page may; the worker goes through them."""

    regrade_uuid: str

    @property
    def key(self) -> str:
        """Return the decision's identifier: it is carried out once."""
        return self.regrade_uuid
