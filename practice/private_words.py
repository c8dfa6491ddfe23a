"""What is inside a seal, as plain data: a note with the question it answers, a trigger's stops."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields


@dataclass(frozen=True, kw_only=True)
class NoteWords:
    """A note, and what it answers as it was asked then."""

    text: str
    lesson: str = ""
    prompt: str = ""


@dataclass(frozen=True, kw_only=True)
class TriggerLine:
    """The stops of one trigger; only the first is needed."""

    trigger: str
    sign: str = ""
    story: str = ""
    move: str = ""


STOPS = tuple(field.name for field in fields(TriggerLine))


def packed(words: NoteWords | TriggerLine) -> str:
    """Return the words as the text that is sealed; the same words give the same text."""
    return json.dumps(asdict(words), ensure_ascii=False, sort_keys=True)


def note_of(text: str) -> NoteWords:
    """Return the note that a seal held."""
    return NoteWords(**json.loads(text))


def line_of(text: str) -> TriggerLine:
    """Return the line of a trigger map that a seal held."""
    return TriggerLine(**json.loads(text))
