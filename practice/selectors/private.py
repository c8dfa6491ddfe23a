"""What somebody kept for themselves, opened for them alone."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from people.viewer import Viewer
from practice.models import ReflectionNote, TriggerEntry
from practice.sealed.words import NoteWords, TriggerLine, line_of, note_of


@dataclass(frozen=True, kw_only=True)
class KeptNote:
    """A note on a prompt, opened."""

    uuid: UUID
    words: NoteWords
    revision: int
    changed_at: datetime

    @property
    def is_readable(self) -> bool:
        """Return whether the key that sealed it is here."""
        return bool(self.words.text)


@dataclass(frozen=True, kw_only=True)
class KeptTrigger:
    """A line of the trigger map, opened."""

    uuid: UUID
    line: TriggerLine
    revision: int
    changed_at: datetime

    @property
    def is_readable(self) -> bool:
        """Return whether the key that sealed it is here."""
        return bool(self.line.trigger)


@dataclass(frozen=True, kw_only=True)
class Space:
    """Everything that somebody kept, newest notes first."""

    notes: tuple[KeptNote, ...]
    triggers: tuple[KeptTrigger, ...]

    @property
    def is_empty(self) -> bool:
        """Return whether nothing is kept."""
        return not (self.notes or self.triggers)


def notes_on(viewer: Viewer, course_id: int, lesson_key: str) -> dict[str, KeptNote]:
    """Return the viewer's notes on a reflection by the prompt's key (one query)."""
    rows = ReflectionNote.objects.visible_to(viewer).filter(
        course_id=course_id, lesson_key=lesson_key
    )
    return {row.prompt_key: _note(row) for row in rows}


def my_space(viewer: Viewer) -> Space:
    """Return all that the viewer kept (two queries)."""
    notes = ReflectionNote.objects.visible_to(viewer).order_by("-changed_at", "-pk")
    triggers = TriggerEntry.objects.visible_to(viewer).order_by("pk")
    return Space(
        notes=tuple(_note(row) for row in notes),
        triggers=tuple(
            KeptTrigger(
                uuid=row.uuid, line=line_of(row.opened_if_possible()), revision=row.revision,
                changed_at=row.changed_at,
            )
            for row in triggers
        ),
    )  # fmt: skip


def exported(viewer: Viewer) -> dict[str, Any]:
    """Return all that the viewer kept, in plain data; what does not open is named as such."""
    space = my_space(viewer)
    return {
        "format": "attune-my-space/1",
        "notes": [
            {
                **asdict(one.words), "changed_at": one.changed_at.isoformat(),
                "is_readable": one.is_readable,
            }
            for one in space.notes
        ],
        "triggers": [
            {
                **asdict(one.line), "changed_at": one.changed_at.isoformat(),
                "is_readable": one.is_readable,
            }
            for one in space.triggers
        ],
    }  # fmt: skip


def _note(row: ReflectionNote) -> KeptNote:
    return KeptNote(
        uuid=row.uuid, words=note_of(row.opened_if_possible()), revision=row.revision,
        changed_at=row.changed_at,
    )  # fmt: skip
