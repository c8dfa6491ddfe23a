"""Choose exactly n: some choices belong together, all of them have to be found."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from common.errors import InvalidInput
from quizzes.question_types import choices
from quizzes.question_types.base import Fault, Frozen, Json, ReviewLine, known_list, only, texts
from quizzes.scoring import points

KEY = "choose"
LABEL = gettext_lazy("Choose several")
IS_SCORED = True
SCHEMA: Json = {
    "choose": {"type": "integer", "minimum": 2, "maximum": 5},
    "choices": choices.choices_rule(low=3, high=8),
}
REQUIRED = ("choose", "choices")
TEMPLATE = "quizzes/types/_choices.html"
REVIEW_TEMPLATE = "quizzes/reviews/_choices.html"

arrange = choices.arrange
NUMBERS = {2: gettext_lazy("two"), 3: gettext_lazy("three"), 4: gettext_lazy("four")}


def faults(question: Json) -> Iterator[Fault]:
    """Yield what is wrong with a question that fits the schema."""
    return choices.choices_faults(question, expected=question["choose"])


def freeze(question: Json) -> Frozen:
    """Return the question of a package file as it is stored."""
    found = choices.freeze_choices(question)
    return Frozen({"choose": question["choose"], **found.body}, found.answer_key, found.feedback)


def present(body: Json, arrangement: Json) -> Json:
    """Return how many to choose, and the choices as this attempt shows them."""
    return {"choose": body["choose"], **choices.present(body, arrangement)}


def parse(body: Json, raw: Json) -> Json | None:
    """Return {"choices": [ids]}; fewer than asked for may be saved, more may not."""
    found = known_list(only(raw, "choices"), texts(body["choices"]))
    if len(found) > body["choose"]:
        raise InvalidInput(
            _("%(hint)s You marked %(count)s. Clear the mark of another one first.")
            % {"hint": hint(body), "count": len(found)},
            field="answer",
        )
    return {"choices": sorted(found)} if found else None


def marked(shown: Json, answer: Json | None) -> list[Json]:
    """Return the choices with the learner's marks."""
    return choices.mark_choices(shown, answer["choices"] if answer else [])


def from_form(sent: QueryDict) -> Json:
    """Return what a form sent."""
    return {"choices": sent.getlist("choices")}


def is_complete(body: Json, answer: Json | None) -> bool:
    """Return whether as many were chosen as asked for."""
    return answer is not None and len(answer["choices"]) == body["choose"]


def score(answer_key: Json, answer: Json | None) -> Fraction:
    """Return one point when exactly the right ones were chosen."""
    return points.choice(answer_key["correct"], answer["choices"] if answer else [])


def hint(body: Json) -> str:
    """Return the line that says what to do."""
    count = body["choose"]
    return ngettext("Choose %(count)s.", "Choose %(count)s.", count) % {
        "count": NUMBERS.get(count, count)
    }


def review(
    question: Frozen, shown: Json, answer: Json | None, *, with_key: bool
) -> list[ReviewLine]:
    """Return each choice with what the policy lets show."""
    chosen = set(answer["choices"]) if answer else set()
    return choices.review_choices(question, shown, chosen, with_key=with_key)
