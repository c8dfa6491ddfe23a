"""What a debrief shows."""

from __future__ import annotations

from practice.models import Run
from practice.selectors.runs.looks import Debrief


def debrief_of(run: Run) -> Debrief:
    """Return the debrief of a run; Conflict while the scene goes on (two queries)."""
    raise NotImplementedError
