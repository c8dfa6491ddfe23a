"""A scene as prose."""

from __future__ import annotations

from enrollments.player import LessonContext
from practice.selectors.runs.looks import ReadingVersion


def reading_version(context: LessonContext) -> ReadingVersion:
    """Return the reading version of a role-play lesson (one query, once per process)."""
    raise NotImplementedError
