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


def note_of(text: str | None) -> NoteWords:
    """Return the note that a seal held, an empty one for a seal that does not open."""
    return NoteWords(**json.loads(text)) if text else NoteWords(text="")


def line_of(text: str | None) -> TriggerLine:
    """Return the line of a trigger map that a seal held, an empty one if it does not open."""
    return TriggerLine(**json.loads(text)) if text else TriggerLine(trigger="")
