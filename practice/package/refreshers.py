"""The lesson kind `refreshers`: the cards of the practice year."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from courses.package.drafts import LessonDraft, SourceFile, Unreadable, lesson_draft
from courses.package.problems import Problems
from courses.package.schema import Schema, read_fields
from courses.package.yaml_lines import Located
from practice.package.fields import KEY, Json, lesson_schema, text_rule
from practice.spacing.rating import BEST, QUALITIES
from practice.spacing.skills import SKILLS

PICK, CUE, REWRITE = "pick", "cue", "rewrite"
VARIANT_ID: Json = {
    "type": "string", "pattern": "^[a-z0-9]{1,20}$", "x-mend": "Use small letters and digits.",
}  # fmt: skip
OPTION: Json = {
    "type": "object",
    "additionalProperties": False,
    "required": ["text", "quality", "feedback"],
    "properties": {
        "text": text_rule(500), "quality": {"enum": list(QUALITIES)}, "feedback": text_rule(700),
    },
}  # fmt: skip


def _texts(least: int, most: int) -> Json:
    return {"type": "array", "minItems": least, "maxItems": most, "items": text_rule(500)}


OWN_FIELDS: dict[str, Json] = {
    PICK: {"options": {"type": "array", "minItems": 3, "maxItems": 3, "items": OPTION}},
    CUE: {
        "parts": _texts(3, 8), "best": text_rule(500), "near": _texts(0, 4), "why": text_rule(700),
    },
    REWRITE: {"reply": text_rule(600), "models": _texts(1, 3), "why": text_rule(700)},
}  # fmt: skip


def _variant(kind: str) -> Json:
    fields = {
        "id": VARIANT_ID, "type": {"const": kind}, "customer": text_rule(600),
        "ask": text_rule(300), **OWN_FIELDS[kind],
    }  # fmt: skip
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [name for name in fields if name != "near"],
        "properties": fields,
    }


VARIANT: Json = {
    "type": "object",
    "required": ["type"],
    "properties": {"type": {"enum": [PICK, CUE, REWRITE]}},
    "allOf": [
        {
            "if": {"required": ["type"], "properties": {"type": {"const": kind}}},
            "then": _variant(kind),
        }
        for kind in OWN_FIELDS
    ],
}
CARD: Json = {
    "type": "object",
    "additionalProperties": False,
    "required": ["id", "module", "skill", "title", "variants"],
    "properties": {
        "id": KEY,
        "module": {"type": "string", "pattern": "^m[0-9]+$", "x-mend": "Write it like m1."},
        "skill": {"enum": list(SKILLS)},
        "title": text_rule(120),
        "variants": {
            "type": "array", "minItems": 3, "maxItems": 8, "items": VARIANT,
            "x-mend": "Write at least three: the wording must not be what is remembered.",
        },
    },
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class RefreshersDraft:
    """What a deck holds beside the fields of every lesson; cards are as their file says them."""

    intro: str
    cards: list[dict[str, Any]]


@cache
def refreshers_schema() -> Schema:
    """Return the schema of a deck."""
    cards = {"type": "array", "minItems": 1, "maxItems": 120, "items": CARD}
    return lesson_schema("refreshers", "Refreshers", {"intro": text_rule(900), "cards": cards})


def read_refreshers(source: SourceFile, problems: Problems) -> LessonDraft | None:
    """Return the draft of a deck, or None after noting every problem with file and line."""
    fields = read_fields(source.path, source.text, refreshers_schema(), problems)
    if fields is None:
        return None
    for where, reason, mend in _faults(source, fields):
        problems.add(source.path, fields.line(*where), reason, mend)
    payload = RefreshersDraft(intro=fields.value["intro"], cards=fields.value["cards"])
    return lesson_draft(
        source, fields, problems, payload=payload, words=dataclasses.asdict(payload)
    )


Fault = tuple[tuple[str | int, ...], str, str]


def _faults(source: SourceFile, fields: Located) -> Iterator[Fault]:
    """Yield what a schema cannot say: where, why, and how to mend it."""
    seen: set[str] = set()
    for place, card in enumerate(fields.value["cards"]):
        here = ("cards", place)
        if card["id"] in seen:
            yield ((*here, "id"), f"“{card['id']}” is the id of an earlier card.",
                   "Give each card an id of its own.")  # fmt: skip
        seen.add(card["id"])
        if not _has_module(source, card["module"]):
            yield ((*here, "module"), f"No module “{card['module']}” has objectives here.",
                   "Name a module of this course.")  # fmt: skip
        yield from _faults_of_variants(card, (*here, "variants"))


def _has_module(source: SourceFile, module: str) -> bool:
    known = source.context.objectives
    start = f"{module.upper()}."
    return isinstance(known, Unreadable) or any(name.startswith(start) for name in known)


def _faults_of_variants(card: dict[str, Any], here: tuple[str | int, ...]) -> Iterator[Fault]:
    seen: set[str] = set()
    for place, variant in enumerate(card["variants"]):
        if variant["id"] in seen:
            yield ((*here, place, "id"), f"“{variant['id']}” is the id of an earlier variant.",
                   "Give each variant of a card an id of its own.")  # fmt: skip
        seen.add(variant["id"])
        yield from _faults_of_kind(variant, (*here, place))


def _faults_of_kind(variant: dict[str, Any], here: tuple[str | int, ...]) -> Iterator[Fault]:
    if variant["type"] == PICK:
        best = [option for option in variant["options"] if option["quality"] == BEST]
        if len(best) != 1:
            yield ((*here, "options"), f"{len(best)} options are best.",
                   "Make exactly one of them best.")  # fmt: skip
    elif variant["type"] == CUE:
        parts = variant["parts"]
        for word in (variant["best"], *variant.get("near", ())):
            if word not in parts:
                yield ((*here, "parts"), f"“{word}” is not one of the parts.",
                       "Write it exactly as the part is written.")  # fmt: skip
        if len(set(parts)) != len(parts):
            yield ((*here, "parts"), "Two parts are the same.", "Write each part once.")
