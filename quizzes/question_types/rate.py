"""Rate how effective: each reply is put on a scale, as near to the experts as one can."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
    known,
    new_id,
    only,
    repeated,
    rows_rule,
    shuffled,
    text_rule,
    texts,
)
from quizzes.scoring import points

KEY = "rate"
LABEL = gettext_lazy("Rate how effective")
IS_SCORED = True
STEPS = {
    1: gettext_lazy("Makes it worse"),
    2: gettext_lazy("Makes it a little worse"),
    3: gettext_lazy("Changes little"),
    4: gettext_lazy("Helps a little"),
    5: gettext_lazy("Helps a lot"),
}
SCHEMA: Json = {
    "replies": rows_rule(
        {
            "text": text_rule(400),
            "expert": {
                "type": "integer",
                "minimum": min(STEPS),
                "maximum": max(STEPS),
                "x-mend": "Write a number from 1 (makes it worse) to 5 (helps a lot).",
            },
            "feedback": text_rule(600),
        },
        low=3,
        high=5,
    )
}
REQUIRED = ("replies",)
TEMPLATE = "quizzes/types/_rate.html"
REVIEW_TEMPLATE = "quizzes/reviews/_rate.html"
PREFIX = "rate-"


def faults(question: Json) -> Iterator[Fault]:
    """Yield what is wrong with a question that fits the schema."""
    rows = question["replies"]
    yield from repeated(rows, "key", "replies")
    yield from repeated(rows, "text", "replies")
    if len({row["expert"] for row in rows}) < 2:
        yield Fault(
            ("replies",),
            "All replies have the same rating.",
            "Add one that helps more or less.",
        )


def freeze(question: Json) -> Frozen:
    """Return the question of a package file as it is stored."""
    found = [{"id": new_id(), **row} for row in question["replies"]]
    return Frozen(
        body={"replies": by_id([{"id": row["id"], "text": row["text"]} for row in found])},
        answer_key={
            "expert": {row["id"]: row["expert"] for row in found},
            "keys": {row["id"]: row["key"] for row in found},
        },
        feedback={"replies": {row["id"]: row["feedback"] for row in found}},
    )


def arrange(body: Json, answer_key: Json, chance: Random) -> Json:
    """Return the replies in an order of this attempt's own."""
    return {"replies": shuffled(body["replies"], chance)}


def present(body: Json, arrangement: Json) -> Json:
    """Return the replies as this attempt shows them."""
    return {"replies": arranged(body["replies"], arrangement["replies"])}


def parse(body: Json, raw: Json) -> Json | None:
    """Return {"ratings": {reply: step}}; replies that are still open are left out."""
    value, ids = only(raw, "ratings"), texts(body["replies"])
    if not isinstance(value, Mapping) or len(value) > len(ids):
        raise InvalidInput(_("Send the ratings by reply."), field="answer")
    found = {
        known(reply, ids): _step(value[reply])
        for reply in sorted(value, key=str)
        if value[reply] not in ("", None)
    }
    return {"ratings": found} if found else None


def _step(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value not in STEPS:
        raise InvalidInput(
            _("A rating is a whole number from %(low)s to %(high)s.")
            % {"low": min(STEPS), "high": max(STEPS)},
            field="answer",
        )
    return value


def marked(shown: Json, answer: Json | None) -> list[Json]:
    """Return the replies, each with the steps of the scale and the learner's mark."""
    given = answer["ratings"] if answer else {}
    return [
        {
            **row,
            "name": f"{PREFIX}{row['id']}",
            "steps": [
                {"value": step, "label": label, "is_chosen": given.get(row["id"]) == step}
                for step, label in STEPS.items()
            ],
        }
        for row in shown["replies"]
    ]


def from_form(sent: QueryDict) -> Json:
    """Return what a form sent; whole numbers become numbers, anything else is refused later."""
    return {
        "ratings": {
            name.removeprefix(PREFIX): int(value) if value in {"1", "2", "3", "4", "5"} else value
            for name, value in sent.items()
            if name.startswith(PREFIX)
        }
    }


def is_complete(body: Json, answer: Json | None) -> bool:
    """Return whether every reply is rated."""
    return answer is not None and len(answer["ratings"]) == len(body["replies"])


def score(answer_key: Json, answer: Json | None) -> Fraction:
    """Return the mean nearness to the experts' ratings."""
    return points.rating(answer_key["expert"], answer["ratings"] if answer else {})


def hint(body: Json) -> str:
    """Return the line that says what to do."""
    return _("Rate each reply by what it does for this customer.")


def review(
    question: Frozen, shown: Json, answer: Json | None, *, with_key: bool
) -> list[ReviewLine]:
    """Return each reply; its reason names the rating, so it shows with an exact one or the key."""
    given = answer["ratings"] if answer else {}
    lines = []
    for row in shown["replies"]:
        own, right = given.get(row["id"]), question.answer_key["expert"][row["id"]]
        is_told = with_key or own == right
        lines.append(
            ReviewLine(
                text=row["text"],
                given=str(STEPS[own]) if own else "",
                expected=str(STEPS[right]) if with_key else "",
                given_at=own,
                expected_at=right if is_told else None,
                is_own=own is not None,
                mark=_verdict(own, right),
                feedback=question.feedback["replies"][row["id"]] if is_told else "",
            )
        )
    return lines


def _verdict(own: int | None, right: int) -> str:
    if own is None:
        return ""
    away = abs(own - right)
    return "right" if away == 0 else "near" if away == 1 else "wrong"
