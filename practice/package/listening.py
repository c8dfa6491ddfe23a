"""The lesson kind `listening`: a YAML file of exercises, its schema composed by their types."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from courses.package.drafts import LessonDraft, SourceFile, check_reference, lesson_draft
from courses.package.lessons import Translating
from courses.package.problems import Problems
from courses.package.schema import Schema, read_fields
from courses.package.yaml_lines import Located
from courses.translations.texts import split_fields
from practice.listening import TYPES
from practice.listening.base import repeated
from practice.package.fields import KEY, Json, lesson_schema, text_rule

COMMON: Json = {"id": KEY, "type": {"enum": list(TYPES)}}
OPTIONAL: Json = {"title": text_rule(80), "task": text_rule(300)}


@dataclass(frozen=True, kw_only=True)
class ListeningDraft:
    """What a listening lesson holds beside the fields of every lesson, as plain data."""

    intro: str
    exercises: tuple[Json, ...]

    def payload(self) -> Json:
        """Return what is stored with the lesson."""
        return {"intro": self.intro, "exercises": list(self.exercises)}


@cache
def listening_schema() -> Schema:
    """Return the schema of a listening file. It may count by having been done, or not at all."""
    exercises = {"type": "array", "minItems": 1, "maxItems": 40, "items": _exercise_rule()}
    return lesson_schema(
        "listening",
        "Listening",
        {
            "move_on": {
                "enum": ["not_applicable", "completed"],
                "x-mend": "Write completed (it counts once every exercise was tried) or "
                "not_applicable.",
            },
            "required": {"enum": ["yes", "no"], "format": "yes-no"},
            "intro": text_rule(900),
            "exercises": exercises,
        },
    )


def _exercise_rule() -> Json:
    return {
        "type": "object",
        "required": ["type"],
        "properties": {"type": COMMON["type"]},
        "allOf": [
            {
                "if": {"properties": {"type": {"const": key}}, "required": ["type"]},
                "then": {
                    "additionalProperties": False,
                    "required": [*COMMON, *found.required],
                    "properties": {**COMMON, "type": {"const": key}, **OPTIONAL, **found.fields},
                },
            }
            for key, found in TYPES.items()
        ],
    }


def read_listening(source: SourceFile, problems: Problems) -> LessonDraft | None:
    """Return the draft of a listening lesson, or None after noting every problem with its line."""
    fields = read_fields(source.path, source.text, listening_schema(), problems)
    if fields is None:
        return None
    value = fields.value
    for fault in repeated(value["exercises"], "id", "exercises"):
        problems.add(source.path, fields.line(*fault.way), fault.reason, fault.mend)
    if value["required"] and value["move_on"] == "not_applicable":
        problems.add(
            source.path, fields.line("required"), "What never counts cannot be required.",
            "Write “move_on: completed”, or “required: no”.",
        )  # fmt: skip
    exercises = tuple(
        _read_exercise(source, fields, place, problems) for place in range(len(value["exercises"]))
    )
    payload = ListeningDraft(intro=value["intro"], exercises=exercises)
    return lesson_draft(source, fields, problems, payload=payload, words=payload.payload())


def _read_exercise(source: SourceFile, fields: Located, place: int, problems: Problems) -> Json:
    exercise: Json = fields.value["exercises"][place]
    for fault in TYPES[exercise["type"]].faults(exercise):
        line = fields.line("exercises", place, *fault.way)
        problems.add(source.path, line, fault.reason, fault.mend)
    if "picture" not in exercise:
        return exercise
    line = fields.line("exercises", place, "picture", "file")
    return {**exercise, "picture": _picture(source, exercise["picture"], line, problems)}


def _picture(source: SourceFile, picture: Json, line: int, problems: Problems) -> Json:
    path = "assets/" + picture["file"].removeprefix("assets/")
    context = source.context
    if not check_reference(
        context.assets, path, what="picture", file=source.path, line=line, problems=problems
    ):
        return picture
    context.used_assets.add(path)
    asset = context.assets[path]
    src = f"{context.asset_base}/{path.removeprefix('assets/')}"
    return {**picture, "src": src, "width": asset.width, "height": asset.height}


def faults(source: LessonDraft, translated: LessonDraft) -> Iterator[tuple[str, str, str]]:
    """Yield the exercises in which a translation makes another choice the best one.

    Answers name parts by their place, so the best of a list stands at the same place everywhere.
    """
    pairs = zip(source.payload.exercises, translated.payload.exercises, strict=True)
    for one, other in pairs:
        for best, among in BEST_AMONG:
            if best not in one or among not in one:
                continue
            if one[among].index(one[best]) != other[among].index(other[best]):
                yield (
                    f"{source.key}.exercises.{one['id']}.{best}",
                    f"This is another one of “{among}” than in the source.",
                    "Translate it as the same entry of the list.",
                )


BEST_AMONG = (("best", "feelings"), ("best_cue", "cues"), ("best", "parts"), ("block", "parts"))


def translating() -> Translating:
    """Return how a listening lesson is translated."""
    return Translating(split=split_fields(listening_schema), faults=faults)
