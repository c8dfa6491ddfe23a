"""Single best answer: three choices by default, exactly one of them correct."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from quizzes.question_types import choices
from quizzes.question_types.base import Fault, Frozen, Json, ReviewLine, known, only, texts
from quizzes.scoring import points

KEY = "single"
LABEL = gettext_lazy("Single best answer")
IS_SCORED = True
SCHEMA: Json = {"choices": choices.choices_rule(low=2, high=6)}
REQUIRED = ("choices",)
TEMPLATE = "quizzes/types/_choices.html"
REVIEW_TEMPLATE = "quizzes/reviews/_choices.html"

arrange = choices.arrange
present = choices.present


def faults(question: Json) -> Iterator[Fault]:
    """Yield what is wrong with a question that fits the schema."""
    return choices.choices_faults(question, expected=1)


def freeze(question: Json) -> Frozen:
    """Return the question of a package file as it is stored."""
    return choices.freeze_choices(question)


def parse(body: Json, raw: Json) -> Json | None:
    """Return {"choice": id}, None when nothing is chosen."""
    value = only(raw, "choice")
    if value is None or value == "":
        return None
    return {"choice": known(value, texts(body["choices"]))}


def marked(shown: Json, answer: Json | None) -> list[Json]:
    """Return the choices with the learner's mark."""
    return choices.mark_choices(shown, [answer["choice"]] if answer else [])


def from_form(sent: QueryDict) -> Json:
    """Return what a form sent."""
    return {"choice": sent.get("choice")}


def is_complete(body: Json, answer: Json | None) -> bool:
    """Return whether a choice was made."""
    return answer is not None


def score(answer_key: Json, answer: Json | None) -> Fraction:
    """Return one point for the correct choice."""
    return points.choice(answer_key["correct"], [answer["choice"]] if answer else [])


def hint(body: Json) -> str:
    """Return the line that says what to do."""
    return _("Choose one.")


def review(
    question: Frozen, shown: Json, answer: Json | None, *, with_key: bool
) -> list[ReviewLine]:
    """Return each choice with what the policy lets show."""
    chosen = {answer["choice"]} if answer else set()
    return choices.review_choices(question, shown, chosen, with_key=with_key)
