"""What the page before a scene shows."""

from __future__ import annotations

from datetime import datetime

from enrollments.player import LessonContext
from practice.selectors.runs.looks import Briefing


def briefing_of(context: LessonContext, *, at: datetime) -> Briefing:
    """Return the briefing of a role-play lesson (three queries at most)."""
    raise NotImplementedError
