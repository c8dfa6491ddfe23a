"""Write a listening lesson's own row while its version is being published."""

from __future__ import annotations

from courses.models import Lesson
from courses.package.drafts import LessonDraft
from practice.models import ListeningSet
from practice.package.listening import ListeningDraft


def store_listening(lesson: Lesson, draft: LessonDraft) -> None:
    """Write the exercises; a trigger refuses this in any other transaction."""
    payload = draft.payload
    assert isinstance(payload, ListeningDraft)
    ListeningSet.objects.create(lesson=lesson, payload=payload.payload())
