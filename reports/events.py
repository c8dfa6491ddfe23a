"""What this app tells the apps above it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class ReportRequested:
    """Somebody asked for a report; it is still to be built."""

    run_uuid: str

    @property
    def key(self) -> str:
        """Return what makes this run unique."""
        return self.run_uuid
