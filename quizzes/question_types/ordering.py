"""Ordering: items are put in the right order."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from random import Random

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.errors import InvalidInput
from quizzes.question_types.base import (
    Fault,
    Frozen,
    Json,
    ReviewLine,
    arranged,
    by_id,
    known_list,
    new_id,
    only,
    repeated,
    rows_rule,
    shuffled,
    text_rule,
    texts,
)
from quizzes.scoring import points

KEY = "ordering"
LABEL = gettext_lazy("Ordering")
IS_SCORED = True
SCHEMA: Json = {
    "items": rows_rule({"text": text_rule(300), "feedback": text_rule(600)}, low=3, high=8)
}
REQUIRED = ("items",)
TEMPLATE = "quizzes/types/_ordering.html"
REVIEW_TEMPLATE = "quizzes/reviews/_ordering.html"


def faults(question: Json) -> Iterator[Fault]:
    """Yield what is wrong with a question that fits the schema."""
    yield from repeated(question["items"], "key", "items")
    yield from repeated(question["items"], "text", "items")


def freeze(question: Json) -> Frozen:
    """Return the question of a package file, whose items are listed in the right order."""
    found = [{"id": new_id(), **row} for row in question["items"]]
    return Frozen(
        body={"items": by_id([{"id": row["id"], "text": row["text"]} for row in found])},
        answer_key={
            "order": [row["id"] for row in found],
            "keys": {row["id"]: row["key"] for row in found},
        },
        feedback={"items": {row["id"]: row["feedback"] for row in found}},
    )


def arrange(body: Json, answer_key: Json, chance: Random) -> Json:
    """Return the items in an order that is not the right one: nobody is right by not acting."""
    order = shuffled(body["items"], chance)
    while order == answer_key["order"] and len(order) > 1:
        chance.shuffle(order)
    return {"items": order}


def present(body: Json, arrangement: Json) -> Json:
    """Return the items as this attempt shows them at first."""
    return {"items": arranged(body["items"], arrangement["items"])}


def parse(body: Json, raw: Json) -> Json | None:
    """Return {"order": [ids]} with every item once, None when no order was sent."""
    value = only(raw, "order")
    if value == []:
        return None
    ids = texts(body["items"])
    found = known_list(value, ids)
    if len(found) != len(ids):
        raise InvalidInput(_("Name every item once."), field="answer")
    return {"order": found}


def marked(shown: Json, answer: Json | None) -> list[Json]:
    """Return the items in the learner's order, at first in the order of the attempt."""
    names = texts(shown["items"])
    order = answer["order"] if answer else list(names)
    if sorted(order) != sorted(names):
        order = list(names)
    return [
        {"id": item, "text": names[item], "is_first": place == 0,
         "is_last": place == len(order) - 1}
        for place, item in enumerate(order)
    ]  # fmt: skip


def from_form(sent: QueryDict) -> Json:
    """Return what a form sent, with the move that a button asked for."""
    order = sent.getlist("order")
    way, _colon, item = sent.get("move", "").partition(":")
    step = {"up": -1, "down": 1}.get(way, 0)
    if step and item in order:
        place = order.index(item)
        order.insert(max(0, min(len(order) - 1, place + step)), order.pop(place))
    return {"order": order}


def is_complete(body: Json, answer: Json | None) -> bool:
    """Return whether an order was given."""
    return answer is not None


def score(answer_key: Json, answer: Json | None) -> Fraction:
    """Return the share of pairs that stand the right way round."""
    return points.ordering(answer_key["order"], answer["order"] if answer else [])


def hint(body: Json) -> str:
    """Return the line that says what to do."""
    return _("Move them into the right order, first one on top.")


def review(
    question: Frozen, shown: Json, answer: Json | None, *, with_key: bool
) -> list[ReviewLine]:
    """Return the items in the learner's order; the reason for a place shows once it is right."""
    right = question.answer_key["order"]
    own = answer["order"] if answer else [row["id"] for row in shown["items"]]
    names = texts(shown["items"])
    lines = []
    for place, item in enumerate(own):
        is_right = answer is not None and right[place] == item
        lines.append(
            ReviewLine(
                text=names[item],
                given=str(place + 1) if answer else "",
                expected=str(right.index(item) + 1) if with_key and not is_right else "",
                is_own=answer is not None,
                mark="right" if is_right else "wrong" if answer else "",
                feedback=question.feedback["items"][item] if is_right or with_key else "",
            )
        )
    return lines
