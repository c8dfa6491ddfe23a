"""What this app tells the apps above it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class CourseCompleted:
    """A learner completed a pinned course version; the record is frozen."""

    completion_uuid: str

    @property
    def key(self) -> str:
        """Return what makes this completion unique."""
        return self.completion_uuid
