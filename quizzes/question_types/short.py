"""Short text: written for oneself, compared with models afterwards. Never scored, never shown to
anybody but the person who wrote it, and of no use to statistics."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from fractions import Fraction
from random import Random

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from common.errors import InvalidInput
from quizzes.question_types.base import Fault, Frozen, Json, ReviewLine, only, text_rule

KEY = "short"
LABEL = gettext_lazy("Short text")
IS_SCORED = False
SCHEMA: Json = {
    "limit": {"type": "integer", "minimum": 50, "maximum": 600},
    "look_for": {"type": "array", "minItems": 2, "maxItems": 4, "items": text_rule(300)},
    "models": {"type": "array", "minItems": 1, "maxItems": 3, "items": text_rule(900)},
}
REQUIRED = ("limit", "look_for", "models")
TEMPLATE = "quizzes/types/_short.html"
REVIEW_TEMPLATE = "quizzes/reviews/_short.html"


def faults(question: Json) -> Iterator[Fault]:
    """Yield what is wrong with a question that fits the schema."""
    for name in ("look_for", "models"):
        if len(set(question[name])) < len(question[name]):
            yield Fault((name,), "The same text stands here twice.", "Keep one of them.")
    for name in ("feedback_right", "feedback_wrong"):
        if question.get(name):
            yield Fault(
                (name,), "A short text is neither right nor wrong.", "Say it in “look_for”."
            )
    for place, text in enumerate(question["models"]):
        if len(text) > question["limit"]:
            yield Fault(
                ("models", place),
                f"This model is longer than the limit of {question['limit']} characters.",
                "Shorten it, or raise the limit: nobody could write what it shows.",
            )


def freeze(question: Json) -> Frozen:
    """Return the question of a package file as it is stored."""
    return Frozen(
        body={"limit": question["limit"]},
        answer_key={},
        feedback={"models": list(question["models"]), "look_for": list(question["look_for"])},
    )


def arrange(body: Json, answer_key: Json, chance: Random) -> Json:
    """Return nothing to arrange."""
    return {}


def present(body: Json, arrangement: Json) -> Json:
    """Return how long the text may be."""
    return {"limit": body["limit"]}


def parse(body: Json, raw: Json) -> Json | None:
    """Return {"text": …} with plain line ends, None for an empty one."""
    value = only(raw, "text")
    if not isinstance(value, str):
        raise InvalidInput(_("Send your text as text."), field="answer")
    text = value.replace("\r\n", "\n").replace("\r", "\n").strip()
    if any(map(_is_unwritable, text)):
        raise InvalidInput(
            _("The text holds signs that cannot be kept. Please type them anew."), field="answer"
        )
    if len(text) > body["limit"]:
        raise InvalidInput(_too_long(len(text) - body["limit"], body["limit"]), field="answer")
    return {"text": text} if text else None


def _is_unwritable(sign: str) -> bool:
    """Return whether a sign is a control character or half of one; line ends and tabs are fine."""
    return sign not in "\n\t" and unicodedata.category(sign) in {"Cc", "Cs"}


def _too_long(over: int, limit: int) -> str:
    return ngettext(
        "Your text is %(over)s character longer than the %(limit)s that fit here.",
        "Your text is %(over)s characters longer than the %(limit)s that fit here.",
        over,
    ) % {"over": over, "limit": limit}


def marked(shown: Json, answer: Json | None) -> list[Json]:
    """Return the field with what stands in it."""
    return [{"limit": shown["limit"], "text": answer["text"] if answer else ""}]


def from_form(sent: QueryDict) -> Json:
    """Return what a form sent."""
    return {"text": sent.get("text", "")}


def is_complete(body: Json, answer: Json | None) -> bool:
    """Return whether something was written."""
    return answer is not None


def score(answer_key: Json, answer: Json | None) -> Fraction:
    """Return nothing, whatever was written."""
    return Fraction(0)


def hint(body: Json) -> str:
    """Return the line that says what to do."""
    return _(
        "Write it in your own words. Nobody but you sees it, it earns no points, and it may stay "
        "empty."
    )


def review(
    question: Frozen, shown: Json, answer: Json | None, *, with_key: bool
) -> list[ReviewLine]:
    """Return the own text, then models, then what to compare; without a text only with the key."""
    own = [ReviewLine(text=answer["text"], role="own", is_own=True)] if answer else []
    if not answer and not with_key:
        return own
    models = [ReviewLine(text=text, role="model") for text in question.feedback["models"]]
    look_for = [ReviewLine(text=text, role="look_for") for text in question.feedback["look_for"]]
    return own + models + look_for
