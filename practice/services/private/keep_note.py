"""Keep what somebody writes on a prompt of a reflection, because they asked for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError

from people.models import User
from practice.models import ReflectionNote
from practice.sealed.words import NoteWords, packed
from practice.services.private.revisions import Removed, add, change, checked_text


@dataclass(frozen=True, kw_only=True)
class Prompted:
    """The prompt that a note is about, the same in every version, and how it was asked."""

    course_id: int
    lesson_key: str
    prompt_key: str
    lesson: str
    prompt: str


def keep_note(*, prompt: Prompted, text: str, seen: int, by: User, at: datetime) -> ReflectionNote:
    """Store or replace a note, sealed; `seen` is the revision on the page, 0 for none.

    Raises InvalidInput for an empty or too long text, ChangedElsewhere when another page saved
    something else in between.
    """
    clean = checked_text(text, field=prompt.prompt_key)
    place = {
        "learner": by, "course_id": prompt.course_id, "lesson_key": prompt.lesson_key,
        "prompt_key": prompt.prompt_key,
    }  # fmt: skip
    words = packed(NoteWords(text=clean, lesson=prompt.lesson, prompt=prompt.prompt))
    stored = ReflectionNote.objects.filter(**place).first()
    if stored is None:
        try:
            return add(ReflectionNote(**place), words, at=at)
        except IntegrityError:  # a double click: the other one was first
            stored = ReflectionNote.objects.filter(**place).first()
    if stored is None:  # and is gone again
        raise Removed
    return change(stored, words, seen=seen, at=at)
