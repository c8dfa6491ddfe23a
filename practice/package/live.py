"""The lesson kind `live`: a YAML file for two or three people in one room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from courses.package.drafts import LessonDraft, SourceFile, lesson_draft
from courses.package.problems import Problems
from courses.package.schema import Schema, read_fields
from courses.package.yaml_lines import Path
from practice.live.card import BY_KEY
from practice.live.roles import EVERYBODY, OBSERVER, PAIR, ROLES, SPEAKER, THREE
from practice.package.fields import KEY, Json, lesson_schema, text_rule

Fault = tuple[Path, str, str]  # where, what is wrong, how to mend it


def _list(item: Json, low: int, high: int) -> Json:
    return {"type": "array", "minItems": low, "maxItems": high, "items": item}


def _fields(required: Json, optional: Json | None = None) -> Json:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(required),
        "properties": {**required, **(optional or {})},
    }


MINUTES: Json = {"type": "integer", "minimum": 1, "maximum": 30}
CASE = _fields(
    {"title": text_rule(80), "situation": text_rule(900), "wants": text_rule(300),
     "holds_back": text_rule(400)}
)  # fmt: skip
ROUND = _fields({"minutes": MINUTES, "case": CASE})
STEP = _fields(
    {"minutes": MINUTES, "who": {"enum": [*ROLES[THREE], EVERYBODY]}, "text": text_rule(200)}
)
DOING = _fields(
    {"speaker": _list(text_rule(300), 1, 5), "listener": _list(text_rule(300), 3, 3)},
    {OBSERVER: _list(text_rule(300), 1, 5)},
)
ASKED = _fields(
    {"speaker": _list(text_rule(200), 1, 3), "listener": _list(text_rule(200), 1, 3)},
    {OBSERVER: _list(text_rule(200), 1, 3)},
)
FIELDS: Json = {
    "who": {"enum": list(ROLES)},
    "intro": text_rule(900),
    "safe_word": text_rule(40),
    "roles": DOING,
    "steps": _list(STEP, 1, 10),
    "behaviors": _list({"enum": list(BY_KEY)}, 1, 4),
    "rounds": _list(ROUND, 2, 6),
    "debrief": ASKED,
}
OPTIONAL: Json = {"instead": KEY}


@dataclass(frozen=True, kw_only=True)
class LiveDraft:
    """What a live lesson holds beside the fields of every lesson, as plain data."""

    payload: Json


@cache
def live_schema() -> Schema:
    """Return the schema of a live lesson. It is always optional; it may count by being done."""
    own = {
        "move_on": {
            "enum": ["completed", "not_applicable"],
            "x-mend": "Write completed (it counts once its debrief is reached) or not_applicable.",
        },
        **FIELDS,
    }
    return lesson_schema("live", "Live practice", own, optional=OPTIONAL)


def read_live(source: SourceFile, problems: Problems) -> LessonDraft | None:
    """Return the draft of a live lesson, or None after noting every problem with its line."""
    fields = read_fields(source.path, source.text, live_schema(), problems)
    if fields is None:
        return None
    value = fields.value
    for way, reason, mend in (*_of_roles(value), *_of_behaviors(value), *_of_time(value)):
        problems.add(source.path, fields.line(*way), reason, mend)
    payload = {name: value[name] for name in (*FIELDS, *OPTIONAL) if name in value}
    return lesson_draft(source, fields, problems, payload=LiveDraft(payload=payload), words=payload)


def _of_roles(value: Json) -> Iterator[Fault]:
    chairs = ROLES[value["who"]]
    if len(value["rounds"]) % len(chairs):
        yield (
            ("rounds",), f"With {len(value['rounds'])} rounds, not everybody has every role.",
            f"Write {len(chairs)} rounds, or a multiple of it.",
        )  # fmt: skip
    for name in ("roles", "debrief"):
        if value["who"] == PAIR and OBSERVER in value[name]:
            yield (
                (name, OBSERVER), "A pair has no observer.",
                f"Remove it, or write “who: {THREE}”. In a pair, the speaker keeps the card.",
            )  # fmt: skip
        if value["who"] == THREE and OBSERVER not in value[name]:
            yield (
                (name,), "Nothing here is for the observer.",
                f"Add “observer”, or write “who: {PAIR}”.",
            )  # fmt: skip
    for place, step in enumerate(value["steps"]):
        if step["who"] not in (*chairs, EVERYBODY):
            yield (
                ("steps", place, "who"), "A pair has no observer.",
                f"Possible here: {', '.join((*chairs, EVERYBODY))}.",
            )  # fmt: skip
    if all(step["who"] not in (SPEAKER, EVERYBODY) for step in value["steps"]):
        yield ("steps",), "In no step the speaker speaks.", "Add one with “who: speaker”."


def _of_behaviors(value: Json) -> Iterator[Fault]:
    for place, name in enumerate(value["behaviors"]):
        if name in value["behaviors"][:place]:
            yield (
                ("behaviors", place),
                f"“{name}” is on the card already.",
                "Name each only once.",
            )


def _of_time(value: Json) -> Iterator[Fault]:
    steps = sum(step["minutes"] for step in value["steps"])
    for place, one in enumerate(value["rounds"]):
        if one["minutes"] != steps:
            yield (
                ("rounds", place, "minutes"),
                f"This round has {one['minutes']} minutes, and its steps take {steps}.",
                "Make them the same.",
            )
    rounds = sum(one["minutes"] for one in value["rounds"])
    if value["minutes"] < rounds:
        yield (
            ("minutes",), f"The rounds alone take {rounds} minutes.",
            f"Write at least {rounds}, better some more for the talk afterward.",
        )  # fmt: skip
