"""Everything that one practiced."""

from __future__ import annotations

from people.viewer import Viewer
from practice.selectors.runs.looks import MyPractice


def my_practice(viewer: Viewer, *, page: int = 1) -> MyPractice:
    """Return one's own runs, newest first, twenty a page (three queries)."""
    raise NotImplementedError
