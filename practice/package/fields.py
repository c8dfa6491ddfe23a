"""The fields that every practice lesson has, as JSON Schema."""

from __future__ import annotations

from typing import Any

from courses.package.schema import Schema, validator_of

Json = dict[str, Any]

KEY: Json = {
    "type": "string",
    "pattern": "^[a-z0-9][a-z0-9-]*$",
    "maxLength": 60,
    "x-mend": "Use small letters, digits and hyphens.",
}
OBJECTIVE: Json = {
    "type": "string",
    "pattern": r"^M[0-9]+\.[0-9]+$",
    "x-mend": "Write it like M1.1.",
}


def text_rule(limit: int) -> Json:
    """Return the schema of a text that must not be empty."""
    return {"type": "string", "minLength": 1, "maxLength": limit}


OPTIONAL: Json = {
    "move_on": {"enum": ["not_applicable"], "x-mend": "Write not_applicable."},
    "required": {"enum": ["no"], "format": "yes-no", "x-mend": "Write no: it is optional."},
}
COUNTING: Json = {
    "move_on": {
        "enum": ["completed", "not_applicable"],
        "x-mend": "Write completed, or not_applicable where it shall not count.",
    },
    "required": {"enum": ["yes", "no"], "format": "yes-no"},
}


def lesson_schema(
    kind: str, title: str, fields: Json, *, optional: Json | None = None, counts: bool = False
) -> Schema:
    """Return the schema of a lesson file: the fields of every lesson, and the kind's own.

    Where practice `counts` for nothing by itself, `move_on` and `required` have one value each.
    """
    own: Json = {
        "key": KEY,
        "kind": {"const": kind},
        "title": text_rule(200),
        "minutes": {"type": "integer", "minimum": 1, "maximum": 240},
        "objectives": {"type": "array", "minItems": 1, "items": OBJECTIVE},
        **(COUNTING if counts else OPTIONAL),
        **fields,
    }
    rule = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:attune:schema:attune-course:1:{kind}",
        "title": title,
        "type": "object",
        "additionalProperties": False,
        "required": list(own),
        "properties": {**own, **(optional or {})},
    }
    return Schema(rule, validator_of(rule))
