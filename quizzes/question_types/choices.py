"""What single best answer and choose-n share: choices with a verdict and feedback each."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from random import Random

from quizzes.question_types.base import (
    Fault,
    Frozen,
    Json,
    ReviewLine,
    arranged,
    by_id,
    new_id,
    repeated,
    rows_rule,
    shuffled,
    text_rule,
)


def choices_rule(*, low: int, high: int) -> Json:
    """Return the schema of a list of choices."""
    return rows_rule(
        {"text": text_rule(400), "correct": {"enum": ["yes", "no"], "format": "yes-no"},
         "feedback": text_rule(600)},
        low=low,
        high=high,
    )  # fmt: skip


def choices_faults(question: Json, *, expected: int) -> Iterator[Fault]:
    """Yield what is wrong with choices of which exactly the expected number is correct."""
    rows = question["choices"]
    yield from repeated(rows, "key", "choices")
    yield from repeated(rows, "text", "choices")
    correct = sum(row["correct"] for row in rows)
    if correct != expected:
        yield Fault(
            ("choices",),
            f"{correct} of the choices are correct, but this question needs exactly {expected}.",
            f"Set “correct: yes” on {expected} and “correct: no” on the others.",
        )
    if expected >= len(rows):
        yield Fault(("choices",), "No choice is left to be wrong.", "Add choices that are wrong.")


def freeze_choices(question: Json) -> Frozen:
    """Return choices as they are stored."""
    found = [{"id": new_id(), **row} for row in question["choices"]]
    return Frozen(
        body={"choices": by_id([{"id": row["id"], "text": row["text"]} for row in found])},
        answer_key={
            "correct": [row["id"] for row in found if row["correct"]],
            "keys": {row["id"]: row["key"] for row in found},
        },
        feedback={"choices": {row["id"]: row["feedback"] for row in found}},
    )


def arrange(body: Json, answer_key: Json, chance: Random) -> Json:
    """Return the choices in an order of this attempt's own."""
    return {"choices": shuffled(body["choices"], chance)}


def present(body: Json, arrangement: Json) -> Json:
    """Return the choices as this attempt shows them."""
    return {"choices": arranged(body["choices"], arrangement["choices"])}


def mark_choices(shown: Json, chosen: Collection[str]) -> list[Json]:
    """Return the choices with the learner's marks."""
    return [{**row, "is_chosen": row["id"] in chosen} for row in shown["choices"]]


def review_choices(
    question: Frozen, shown: Json, chosen: set[str], *, with_key: bool
) -> list[ReviewLine]:
    """Return each choice; verdict and feedback on one's own, on all when the key may show."""
    correct = set(question.answer_key["correct"])
    return [
        ReviewLine(
            text=row["text"],
            is_own=row["id"] in chosen,
            mark=("right" if row["id"] in correct else "wrong")
            if row["id"] in chosen or (with_key and row["id"] in correct)
            else "",
            feedback=question.feedback["choices"][row["id"]]
            if with_key or row["id"] in chosen
            else "",
        )
        for row in shown["choices"]
    ]
