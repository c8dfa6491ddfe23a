"""A reading lesson as learners will see it, before it is published."""

from __future__ import annotations

from courses.lesson_kinds import Look, Preview
from courses.package.drafts import LessonDraft


def show_reading(draft: LessonDraft, _look: Look) -> Preview:
    """Return the page of the prose."""
    return Preview(
        template="enrollments/reading.html", context={"player": {"lesson": draft, "words": draft}}
    )
