"""The lesson kind `reflection`: a YAML file of prompts."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import cache

from courses.package.drafts import LessonDraft, SourceFile, lesson_draft
from courses.package.problems import Problems
from courses.package.schema import Schema, read_fields
from practice.package.fields import KEY, Json, lesson_schema, text_rule

PROMPT: Json = {
    "type": "object",
    "additionalProperties": False,
    "required": ["key", "text"],
    "properties": {"key": KEY, "text": text_rule(400), "help": text_rule(600)},
}


@dataclass(frozen=True, kw_only=True)
class PromptDraft:
    """One question to oneself."""

    key: str
    text: str
    help: str = ""


@dataclass(frozen=True, kw_only=True)
class ReflectionDraft:
    """What a reflection holds beside the fields of every lesson."""

    intro: str
    prompts: tuple[PromptDraft, ...]


@cache
def reflection_schema() -> Schema:
    """Return the schema of a reflection file."""
    prompts = {"type": "array", "minItems": 1, "maxItems": 6, "items": PROMPT}
    return lesson_schema("reflection", "Reflection", {"intro": text_rule(600), "prompts": prompts})


def read_reflection(source: SourceFile, problems: Problems) -> LessonDraft | None:
    """Return the draft of a reflection, or None after noting every problem with file and line."""
    fields = read_fields(source.path, source.text, reflection_schema(), problems)
    if fields is None:
        return None
    prompts = [PromptDraft(**prompt) for prompt in fields.value["prompts"]]
    keys: set[str] = set()
    for place, prompt in enumerate(prompts):
        if prompt.key in keys:
            problems.add(
                source.path, fields.line("prompts", place, "key"),
                f"“{prompt.key}” is the key of an earlier prompt.",
                "Give each prompt a key of its own.",
            )  # fmt: skip
        keys.add(prompt.key)
    payload = ReflectionDraft(intro=fields.value["intro"], prompts=tuple(prompts))
    return lesson_draft(
        source, fields, problems, payload=payload, words=dataclasses.asdict(payload)
    )
