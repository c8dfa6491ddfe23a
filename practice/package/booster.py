"""The lesson kind `booster`: tells of a booster that waits in the practice year."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from courses.package.drafts import LessonDraft, SourceFile, lesson_draft
from courses.package.problems import Problems
from courses.package.schema import Schema, read_fields
from practice.package.fields import Json, lesson_schema, text_rule
from practice.spacing.boosters import DAYS

MEND = "Write 7, 30 or 90."
DAY: Json = {"type": "integer", "minimum": 1, "maximum": 365, "x-mend": MEND}


@dataclass(frozen=True, kw_only=True)
class BoosterDraft:
    """What the lesson tells: on which day after the course, and what it is about."""

    day: int
    about: str


@cache
def booster_schema() -> Schema:
    """Return the schema of a booster's lesson."""
    return lesson_schema("booster", "Booster", {"day": DAY, "about": text_rule(900)})


def read_booster(source: SourceFile, problems: Problems) -> LessonDraft | None:
    """Return the draft of a booster's lesson, or None after noting every problem with its line."""
    fields = read_fields(source.path, source.text, booster_schema(), problems)
    if fields is None:
        return None
    if fields.value["day"] not in DAYS:
        problems.add(source.path, fields.line("day"), "No booster comes on this day.", MEND)
    payload = BoosterDraft(day=fields.value["day"], about=fields.value["about"])
    return lesson_draft(source, fields, problems, payload=payload, words={"about": payload.about})
