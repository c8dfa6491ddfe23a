"""The lesson kind `own_call`: it tells of the call that learners bring themselves."""

from __future__ import annotations

from functools import cache

from courses.package.drafts import LessonDraft, SourceFile, lesson_draft
from courses.package.problems import Problems
from courses.package.schema import Schema, read_fields
from practice.package.booster import YearDraft
from practice.package.fields import lesson_schema, text_rule


@cache
def own_call_schema() -> Schema:
    """Return the schema of the lesson's file."""
    about = {"about": text_rule(900)}
    return lesson_schema("own_call", "A call of my own", about, counts=True)


def read_own_call(source: SourceFile, problems: Problems) -> LessonDraft | None:
    """Return the draft of the lesson, or None after noting every problem with its line."""
    fields = read_fields(source.path, source.text, own_call_schema(), problems)
    if fields is None:
        return None
    payload = YearDraft(day=None, about=fields.value["about"])
    return lesson_draft(source, fields, problems, payload=payload, words={"about": payload.about})
