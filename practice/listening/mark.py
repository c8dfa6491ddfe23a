"""Mark the place: where the mood turns, where the real question stands."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from practice.listening.base import (
    SPEAKER,
    VOICE,
    WHY,
    ExerciseType,
    Fault,
    Sent,
    list_rule,
    maybe,
    not_listed,
    place_in,
)
from practice.listening.pieces import part_faults, pieces
from practice.package.fields import Json, text_rule

FIELDS: Json = {
    "customer": SPEAKER,
    "voice": VOICE,
    "text": text_rule(4000),
    "parts": list_rule(text_rule(400), low=2, high=12),
    "best": text_rule(400),
    "why": WHY,
}


def faults(exercise: Json) -> Iterator[Fault]:
    """Yield what is wrong with an exercise that fits the schema."""
    yield from part_faults(exercise["text"], exercise["parts"])
    yield from not_listed(exercise, "best", "parts")


def read(exercise: Json, sent: Sent) -> Json:
    """Return {"part": place}; raises InvalidInput."""
    return {"part": place_in(sent, "part", len(exercise["parts"]))}


def typed(exercise: Json, sent: Sent) -> Json:
    """Return as much of the answer as was sent."""
    return {
        "part": maybe(place_in, sent, "part", len(exercise["parts"])),
    }


def shows(exercise: Json, answer: Json) -> Json:
    """Return the text with the parts that may be marked."""
    return {"pieces": pieces(exercise["text"], exercise["parts"], answer.get("part"))}


def tells(exercise: Json, answer: Json) -> Json:
    """Return the place that was marked beside the author's."""
    part = exercise["parts"][answer["part"]]
    return {"part": part, "best": exercise["best"], "is_same": part == exercise["best"]}


TYPE = ExerciseType(
    key="mark",
    label=_("Mark the place"),
    icon="highlighter",
    task=_("Which of the underlined places is it?"),
    fields=FIELDS,
    required=("text", "parts", "best", "why"),
    form="practice/listening/types/_mark.html",
    told="practice/listening/told/_mark.html",
    read=read,
    typed=typed,
    shows=shows,
    tells=tells,
    faults=faults,
)
