"""The exercises of a lesson in the reader's language; they never change, so they are kept."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from courses.models import LessonText
from courses.selectors import translated
from practice.listening import TYPES, ExerciseType
from practice.listening.base import Sent, title_of
from practice.models import Announcement, ListeningSet
from practice.package.fields import Json

KEPT = 256


@lru_cache(maxsize=KEPT)
def listening_of(lesson_id: int) -> Json:
    """Return what a lesson holds, in the language of the course (one query, once per process)."""
    found: Json = ListeningSet.objects.get(lesson_id=lesson_id).payload
    return found


def told_in(lesson_id: int, key: str, language: str) -> Json | None:
    """Return an exercise as a reply in that language met it (one query, kept for translations)."""
    with suppress(LessonText.DoesNotExist):
        if found := exercise_at(translated(lesson_id, language).more, key):
            return found[0].data
    found = exercise_at(listening_of(lesson_id), key)
    return found[0].data if found else None


@dataclass(frozen=True)
class Exercise:
    """One exercise at its place in its lesson, counted from one."""

    data: Json
    place: int
    total: int

    @property
    def key(self) -> str:
        """Return the id that is unique in the lesson."""
        return str(self.data["id"])

    @property
    def type(self) -> ExerciseType:
        """Return the slice that knows this type."""
        return TYPES[self.data["type"]]

    @property
    def title(self) -> str:
        """Return what it is called."""
        return title_of(self.type, self.data)

    @property
    def channel(self) -> str:
        """Return where the customer is met, in words, or nothing."""
        word = self.data.get("customer", {}).get("channel")
        return str(Announcement.Channel(word).label) if word else ""

    @property
    def task(self) -> str:
        """Return what is to be done."""
        return self.type.task_of(self.data)

    def shows(self, answer: Json) -> Json:
        """Return what its form needs."""
        return self.type.shows(self.data, answer)

    def stage(self, sent: Sent) -> Json:
        """Return what its form needs for the address that was asked for."""
        return self.type.shows(self.data, self.type.stage(self.data, sent))

    def tells(self, answer: Json) -> Json:
        """Return what is said after a try."""
        return self.type.tells(self.data, answer)


def exercises_of(payload: Mapping[str, Any]) -> list[Exercise]:
    """Return the exercises of a lesson in their order."""
    rows = payload.get("exercises", ())
    return [Exercise(data, place, len(rows)) for place, data in enumerate(rows, start=1)]


def exercise_at(payload: Mapping[str, Any], key: str) -> tuple[Exercise, Exercise | None] | None:
    """Return the exercise of that key and the one behind it, or None where there is none."""
    found = exercises_of(payload)
    for at, exercise in enumerate(found):
        if exercise.key == key:
            return exercise, found[at + 1] if at + 1 < len(found) else None
    return None
