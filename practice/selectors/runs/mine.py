"""One's own runs and the scenes of one's lessons; what is foreign does not exist."""

from __future__ import annotations

from uuid import UUID

from people.viewer import Viewer
from practice.models import Comfort, Run, Scenario


def my_run(viewer: Viewer, run: UUID) -> Run:
    """Return a run of one's own with enrollment and lesson (one query); Http404 for any other."""
    raise NotImplementedError


def scenario_of(lesson_id: int) -> Scenario:
    """Return the scene of a lesson (one query, once per process)."""
    raise NotImplementedError


def comfort_of(user_id: int) -> Comfort:
    """Return somebody's choices, those by default where none are stored (one query)."""
    raise NotImplementedError
