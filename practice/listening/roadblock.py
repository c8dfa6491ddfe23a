"""Spot the roadblock: the words that close the conversation, and a reply that keeps it open."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from practice.listening import writing
from practice.listening.base import (
    ExerciseType,
    Fault,
    Sent,
    list_rule,
    maybe,
    not_listed,
    place_in,
    text_in,
)
from practice.listening.pieces import part_faults, pieces
from practice.package.fields import Json, text_rule

BLOCKS = {
    "minimise": _("It makes the matter small"),
    "blame": _("It puts the blame on somebody"),
    "policy_wall": _("It hides behind a rule"),
    "canned": _("It could be said to anybody"),
}
FIELDS: Json = {
    **writing.FIELDS,
    **writing.keyed(1, 1),
    "parts": list_rule(text_rule(300), low=2, high=8),
    "block": text_rule(300),
    "kind_of_block": {"enum": list(BLOCKS)},
}


def faults(exercise: Json) -> Iterator[Fault]:
    """Yield what is wrong with an exercise that fits the schema."""
    yield from part_faults(exercise["reply"], exercise["parts"])
    yield from not_listed(exercise, "block", "parts")
    yield from writing.faults(exercise)


def read(exercise: Json, sent: Sent) -> Json:
    """Return {"part": place, "text": the rewritten reply}; raises InvalidInput."""
    return {"part": place_in(sent, "part", len(exercise["parts"])), "text": text_in(sent)}


def typed(exercise: Json, sent: Sent) -> Json:
    """Return as much of the answer as was sent."""
    return {
        "part": maybe(place_in, sent, "part", len(exercise["parts"])),
        "text": sent.get("text", ""),
    }


def shows(exercise: Json, answer: Json) -> Json:
    """Return the reply with its parts, and what stands in the field."""
    return {
        "pieces": pieces(exercise["reply"], exercise["parts"], answer.get("part")),
        "text": answer.get("text", ""),
    }


def tells(exercise: Json, answer: Json) -> Json:
    """Return the part that was marked beside the author's, and what writing tells."""
    part = exercise["parts"][answer["part"]]
    return {
        **writing.tells(exercise, answer),
        "part": part,
        "block": exercise["block"],
        "is_same": part == exercise["block"],
        "kind_of_block": str(BLOCKS[exercise["kind_of_block"]]),
    }


TYPE = ExerciseType(
    key="roadblock",
    label=_("Spot the roadblock"),
    icon="construction",
    task=_("Mark the words that close the conversation. Then write a reply that keeps it open."),
    fields=FIELDS,
    required=("customer", "reply", "parts", "block", "kind_of_block", "why", "models"),
    form="practice/listening/types/_roadblock.html",
    told="practice/listening/told/_roadblock.html",
    read=read,
    typed=typed,
    shows=shows,
    tells=tells,
    faults=faults,
    writes=True,
)
