"""Rate: how strong something is, then the speaker's own rating beside it."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from practice.listening.base import (
    ID,
    SPEAKER,
    VOICE,
    WHY,
    ExerciseType,
    Fault,
    Sent,
    fields_rule,
    list_rule,
    maybe,
    number_in,
    number_rule,
    repeated,
)
from practice.package.fields import Json, text_rule

ITEM = fields_rule(
    {"id": ID, "text": text_rule(1200), "voice": VOICE, "own": number_rule(0, 10), "why": WHY},
    ("id", "text", "own", "why"),
)
FIELDS: Json = {"customer": SPEAKER, "items": list_rule(ITEM, low=1, high=8)}
NEAR = 1


def faults(exercise: Json) -> Iterator[Fault]:
    """Yield what is wrong with an exercise that fits the schema."""
    yield from repeated(exercise["items"], "id", "items")


def read(exercise: Json, sent: Sent) -> Json:
    """Return {"ratings": {item id: 0..10}}; raises InvalidInput for an open item."""
    return {
        "ratings": {
            item["id"]: number_in(sent, f"item-{item['id']}", 0, 10) for item in exercise["items"]
        }
    }


def typed(exercise: Json, sent: Sent) -> Json:
    """Return as much of the answer as was sent."""
    return {
        "ratings": {
            item["id"]: maybe(number_in, sent, f"item-{item['id']}", 0, 10)
            for item in exercise["items"]
        },
    }


def shows(exercise: Json, answer: Json) -> Json:
    """Return the items, each with the steps from 0 to 10."""
    given = answer.get("ratings", {})
    return {
        "rows": [
            {
                "text": item["text"],
                "voice": item.get("voice", ""),
                "name": f"item-{item['id']}",
                "steps": [
                    {"value": value, "is_chosen": given.get(item["id"]) == value}
                    for value in range(11)
                ],
            }
            for item in exercise["items"]
        ]
    }


def tells(exercise: Json, answer: Json) -> Json:
    """Return both ratings of every item and which lies higher: "near", "over" or "under"."""
    return {"rows": [_told(item, answer["ratings"][item["id"]]) for item in exercise["items"]]}


def _told(item: Json, mine: int) -> Json:
    gap = mine - item["own"]
    return {
        "text": item["text"],
        "voice": item.get("voice", ""),
        "mine": mine,
        "own": item["own"],
        "mine_at": 20 + mine * 20,
        "own_at": 20 + item["own"] * 20,
        "gap": "near" if abs(gap) <= NEAR else "over" if gap > 0 else "under",
        "why": item["why"],
    }


TYPE = ExerciseType(
    key="rate",
    label=_("Rate and compare"),
    icon="scale",
    task=_("From 0, not at all, to 10: how dissatisfied is the speaker?"),
    fields=FIELDS,
    required=("items",),
    form="practice/listening/types/_rate.html",
    told="practice/listening/told/_rate.html",
    read=read,
    typed=typed,
    shows=shows,
    tells=tells,
    faults=faults,
)
