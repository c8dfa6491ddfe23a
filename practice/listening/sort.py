"""Sort: each clip into a bin, say as before or changed."""

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
    one_of,
    repeated,
)
from practice.package.fields import Json, text_rule

BIN = fields_rule({"id": ID, "label": text_rule(60)}, ("id", "label"))
ITEM = fields_rule(
    {"id": ID, "text": text_rule(600), "voice": VOICE, "best": ID, "why": WHY},
    ("id", "text", "best", "why"),
)
FIELDS: Json = {
    "customer": SPEAKER,
    "bins": list_rule(BIN, low=2, high=4),
    "items": list_rule(ITEM, low=2, high=12),
}


def faults(exercise: Json) -> Iterator[Fault]:
    """Yield what is wrong with an exercise that fits the schema."""
    yield from repeated(exercise["bins"], "id", "bins")
    yield from repeated(exercise["items"], "id", "items")
    known = [found["id"] for found in exercise["bins"]]
    for place, item in enumerate(exercise["items"]):
        if item["best"] not in known:
            yield Fault(
                ("items", place, "best"), f"There is no bin “{item['best']}”.",
                f"Possible here: {', '.join(known)}.",
            )  # fmt: skip


def read(exercise: Json, sent: Sent) -> Json:
    """Return {"bins": {item id: bin id}}; raises InvalidInput unless every item has one."""
    known = [found["id"] for found in exercise["bins"]]
    return {
        "bins": {
            item["id"]: one_of(sent, f"item-{item['id']}", known) for item in exercise["items"]
        }
    }


def typed(exercise: Json, sent: Sent) -> Json:
    """Return as much of the answer as was sent."""
    return {
        "bins": {item["id"]: sent.get(f"item-{item['id']}") for item in exercise["items"]},
    }


def shows(exercise: Json, answer: Json) -> Json:
    """Return the items, each with the bins to choose from."""
    given = answer.get("bins", {})
    return {
        "rows": [
            {
                **_said(item),
                "name": f"item-{item['id']}",
                "options": [
                    {
                        "value": found["id"],
                        "text": found["label"],
                        "is_chosen": given.get(item["id"]) == found["id"],
                    }
                    for found in exercise["bins"]
                ],
            }
            for item in exercise["items"]
        ]
    }


def tells(exercise: Json, answer: Json) -> Json:
    """Return every item with the bin chosen, the author's, and why."""
    labels = {found["id"]: found["label"] for found in exercise["bins"]}
    return {
        "rows": [
            {
                **_said(item),
                "chosen": labels[answer["bins"][item["id"]]],
                "best": labels[item["best"]],
                "is_same": answer["bins"][item["id"]] == item["best"],
                "why": item["why"],
            }
            for item in exercise["items"]
        ]
    }


def _said(item: Json) -> Json:
    return {"text": item["text"], "voice": item.get("voice", ""), "from": item.get("from", "")}


TYPE = ExerciseType(
    key="sort",
    label=_("Sort"),
    icon="columns-2",
    task=_("Where does each of them belong?"),
    fields=FIELDS,
    required=("bins", "items"),
    form="practice/listening/types/_sort.html",
    told="practice/listening/told/_sort.html",
    read=read,
    typed=typed,
    shows=shows,
    tells=tells,
    faults=faults,
)
