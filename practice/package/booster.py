"""The lesson kinds `booster` and `self_check`: they tell of what waits in the practice year."""

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
class YearDraft:
    """What the lesson tells; a booster has its day after the course, the self-check has none."""

    day: int | None
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
    payload = YearDraft(day=fields.value["day"], about=fields.value["about"])
    return lesson_draft(source, fields, problems, payload=payload, words={"about": payload.about})


@cache
def self_check_schema() -> Schema:
    """Return the schema of the self-check's lesson."""
    return lesson_schema("self_check", "Self-check", {"about": text_rule(900)})


def read_self_check(source: SourceFile, problems: Problems) -> LessonDraft | None:
    """Return the draft of the self-check's lesson, or None after noting every problem."""
    fields = read_fields(source.path, source.text, self_check_schema(), problems)
    if fields is None:
        return None
    payload = YearDraft(day=None, about=fields.value["about"])
    return lesson_draft(source, fields, problems, payload=payload, words={"about": payload.about})
