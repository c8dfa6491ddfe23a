"""Matching: each prompt finds its answer; answers that fit none may stand among them."""

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

KEY = "matching"
LABEL = gettext_lazy("Matching")
IS_SCORED = True
SCHEMA: Json = {
    "pairs": rows_rule(
        {"prompt": text_rule(300), "answer": text_rule(120), "feedback": text_rule(600)},
        low=2,
        high=8,
    ),
    "distractors": rows_rule({"answer": text_rule(120), "feedback": text_rule(600)}, low=0, high=4),
}
REQUIRED = ("pairs",)
TEMPLATE = "quizzes/types/_matching.html"
REVIEW_TEMPLATE = "quizzes/reviews/_matching.html"
PREFIX = "match-"
LETTERS = "ABCDEFGHIJKLMNOP"  # a select on a phone shows little more than the beginning


def faults(question: Json) -> Iterator[Fault]:
    """Yield what is wrong with a question that fits the schema."""
    pairs, extra = question["pairs"], question.get("distractors", [])
    yield from repeated(pairs, "prompt", "pairs")
    yield from repeated(pairs, "key", "pairs")
    yield from repeated(extra, "key", "distractors")
    yield from repeated(extra, "answer", "distractors")
    answers = {row["answer"] for row in pairs}
    for place, row in enumerate(extra):
        if row["answer"] in answers:
            yield Fault(
                ("distractors", place, "answer"),
                "A pair has this answer, so it is not a wrong one.",
                "Word it differently or remove it.",
            )
    if len(answers) + len(extra) < 2:
        yield Fault(("pairs",), "All prompts have the same answer.", "Add other answers.")


def freeze(question: Json) -> Frozen:
    """Return the question of a package file as it is stored; equal answers are one option."""
    pairs = [{"id": new_id(), **row} for row in question["pairs"]]
    extra = question.get("distractors", [])
    options: dict[str, str] = {}
    for row in (*pairs, *extra):
        options.setdefault(row["answer"], new_id())
    return Frozen(
        body={
            "prompts": by_id([{"id": row["id"], "text": row["prompt"]} for row in pairs]),
            "answers": by_id([{"id": found, "text": text} for text, found in options.items()]),
        },
        answer_key={
            "pairs": {row["id"]: options[row["answer"]] for row in pairs},
            "keys": {row["id"]: row["key"] for row in pairs}
            | {options[row["answer"]]: row["key"] for row in extra},
        },
        feedback={
            "prompts": {row["id"]: row["feedback"] for row in pairs},
            "answers": {options[row["answer"]]: row["feedback"] for row in extra},
        },
    )


def arrange(body: Json, answer_key: Json, chance: Random) -> Json:
    """Return prompts and answers, each in an order of this attempt's own."""
    return {name: shuffled(body[name], chance) for name in ("prompts", "answers")}


def present(body: Json, arrangement: Json) -> Json:
    """Return prompts and answers as this attempt shows them."""
    return {name: arranged(body[name], arrangement[name]) for name in ("prompts", "answers")}


def parse(body: Json, raw: Json) -> Json | None:
    """Return {"pairs": {prompt: answer}}; prompts that are still open are left out."""
    value = only(raw, "pairs")
    if not isinstance(value, Mapping) or len(value) > len(body["prompts"]):
        raise InvalidInput(_("Send the answers by prompt."), field="answer")
    prompts, answers = texts(body["prompts"]), texts(body["answers"])
    found = {
        known(prompt, prompts): known(answer, answers)
        for prompt, answer in sorted(value.items(), key=lambda pair: str(pair[0]))
        if answer not in ("", None)
    }
    return {"pairs": found} if found else None


def marked(shown: Json, answer: Json | None) -> list[Json]:
    """Return the prompts, each with all answers and the one that the learner gave."""
    given = answer["pairs"] if answer else {}
    return [
        {
            **row,
            "name": f"{PREFIX}{row['id']}",
            "is_open": row["id"] not in given,
            "answers": [
                {**option, "letter": letter, "is_chosen": given.get(row["id"]) == option["id"]}
                for letter, option in zip(LETTERS, shown["answers"], strict=False)
            ],
        }
        for row in shown["prompts"]
    ]


def from_form(sent: QueryDict) -> Json:
    """Return what a form sent."""
    named = [name for name in sent if name.startswith(PREFIX)]
    return {"pairs": {name.removeprefix(PREFIX): sent[name] for name in named}}


def is_complete(body: Json, answer: Json | None) -> bool:
    """Return whether every prompt has an answer."""
    return answer is not None and len(answer["pairs"]) == len(body["prompts"])


def score(answer_key: Json, answer: Json | None) -> Fraction:
    """Return the share of prompts that found their answer."""
    return points.matching(answer_key["pairs"], answer["pairs"] if answer else {})


def hint(body: Json) -> str:
    """Return the line that says what to do."""
    if len(body["answers"]) > len(body["prompts"]):
        return _("Give each one its answer. Not every answer is needed.")
    return _("Give each one its answer.")


def review(
    question: Frozen, shown: Json, answer: Json | None, *, with_key: bool
) -> list[ReviewLine]:
    """Return each prompt; its reason names the answer, so it shows with a right one or the key."""
    given = answer["pairs"] if answer else {}
    names = texts(shown["answers"])
    lines = []
    for row in shown["prompts"]:
        own, right = given.get(row["id"], ""), question.answer_key["pairs"][row["id"]]
        is_right = own == right
        why = question.feedback["prompts"][row["id"]] if is_right or with_key else ""
        lines.append(
            ReviewLine(
                text=row["text"],
                given=names.get(own, ""),
                expected=names[right] if with_key and not is_right else "",
                is_own=bool(own),
                mark="right" if is_right else "wrong" if own else "",
                feedback=why or question.feedback["answers"].get(own, ""),
            )
        )
    return lines
