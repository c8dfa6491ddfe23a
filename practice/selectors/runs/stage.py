"""What a scene shows at the learner's turn."""

from __future__ import annotations

from practice.models import Run
from practice.selectors.runs.looks import Stage


def stage_of(run: Run) -> Stage:
    """Return the stage of a run that is being played (two queries: turns, comfort)."""
    raise NotImplementedError
