"""The lesson kind `announced`: what a scene or listening set will be about."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import cache
from typing import Any

from courses.package.drafts import LessonDraft, SourceFile, lesson_draft
from courses.package.problems import Problems
from courses.package.schema import Schema, read_fields
from courses.package.yaml_lines import Located
from practice.package.fields import Json, lesson_schema, text_rule

SCENE: Json = {
    "persona": text_rule(120),
    "channel": {"enum": ["phone", "chat", "email", "in_person", "video"]},
    "complexity": {"enum": ["routine", "intricate"]},
    "intensity": {"type": "integer", "minimum": 1, "maximum": 5},
}


@dataclass(frozen=True, kw_only=True)
class AnnouncedDraft:
    """What an announcement tells; the fields of a scene are empty for a listening set."""

    practice: str
    about: str
    persona: str = ""
    channel: str = ""
    complexity: str = ""
    intensity: int | None = None


@cache
def announced_schema() -> Schema:
    """Return the schema of an announcement."""
    own = {"practice": {"enum": ["roleplay", "listening"]}, "about": text_rule(900)}
    return lesson_schema("announced", "Announced practice", own, optional=SCENE)


def read_announced(source: SourceFile, problems: Problems) -> LessonDraft | None:
    """Return the draft of an announcement, or None after noting every problem with its line."""
    fields = read_fields(source.path, source.text, announced_schema(), problems)
    if fields is None:
        return None
    _check_scene(source, fields, problems)
    value: dict[str, Any] = fields.value
    told = {name: value[name] for name in SCENE if name in value}
    payload = AnnouncedDraft(practice=value["practice"], about=value["about"], **told)
    return lesson_draft(
        source, fields, problems, payload=payload, words=dataclasses.asdict(payload)
    )


def _check_scene(source: SourceFile, fields: Located, problems: Problems) -> None:
    is_scene = fields.value["practice"] == "roleplay"
    for name in SCENE:
        if is_scene and name not in fields.value:
            problems.add(
                source.path, fields.line("practice"), f"A role-play has the field “{name}”.",
                "Add it: a scene says who calls, where, and how hard it is.",
            )  # fmt: skip
        elif not is_scene and name in fields.value:
            problems.add(
                source.path, fields.line(name), f"A listening set has no “{name}”.", "Remove it."
            )
