"""Name the feeling, and say how sure you are. Only the feeling is scored; see `scoring/points.py`.

How sure one was weighs the feedback: being sure and wrong is worth another sentence than a guess.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.errors import InvalidInput
from quizzes.question_types import choices
from quizzes.question_types.base import Fault, Frozen, Json, ReviewLine, known, text_rule, texts
from quizzes.scoring import points

KEY = "feeling"
LABEL = gettext_lazy("Name the feeling")
IS_SCORED = True
SURE = {
    "guess": gettext_lazy("A guess"),
    "fairly": gettext_lazy("Fairly sure"),
    "sure": gettext_lazy("Sure"),
}
_NUMBER: Json = {
    "type": "integer",
    "minimum": -100,
    "maximum": 100,
    "x-mend": "Write a number from -100 to 100.",
}
SCHEMA: Json = {
    "line": text_rule(600),
    "face": {
        "type": "object",
        "additionalProperties": False,
        "required": ["valence", "arousal"],
        "properties": {"valence": _NUMBER, "arousal": _NUMBER},
    },
    "choices": choices.choices_rule(low=3, high=5),
}
REQUIRED = ("line", "choices")
TEMPLATE = "quizzes/types/_feeling.html"
REVIEW_TEMPLATE = "quizzes/reviews/_feeling.html"

arrange = choices.arrange


def faults(question: Json) -> Iterator[Fault]:
    """Yield what is wrong with a question that fits the schema."""
    return choices.choices_faults(question, expected=1)


def freeze(question: Json) -> Frozen:
    """Return the question of a package file as it is stored."""
    found = choices.freeze_choices(question)
    body = {"line": question["line"], "face": question.get("face"), **found.body}
    return Frozen(body, found.answer_key, found.feedback)


def present(body: Json, arrangement: Json) -> Json:
    """Return the customer's words and face, and the choices as this attempt shows them."""
    face = body["face"] and {name: body["face"][name] for name in ("valence", "arousal")}
    return {"line": body["line"], "face": face, **choices.present(body, arrangement)}


def parse(body: Json, raw: Json) -> Json | None:
    """Return {"choice": id, "sure": word}; what is still open is left out."""
    if not isinstance(raw, Mapping) or not set(raw) <= {"choice", "sure"} or not raw:
        raise InvalidInput(_("Send an object with “choice” and “sure” only."), field="answer")
    found = {}
    if raw.get("choice") not in (None, ""):
        found["choice"] = known(raw["choice"], texts(body["choices"]))
    if raw.get("sure") not in (None, ""):
        if not isinstance(raw["sure"], str) or raw["sure"] not in SURE:
            raise InvalidInput(
                _("How sure you are is one of: %(words)s.") % {"words": ", ".join(SURE)},
                field="answer",
            )
        found["sure"] = raw["sure"]
    return found or None


def marked(shown: Json, answer: Json | None) -> list[Json]:
    """Return one row with all that the form shows: words, face, choices and certainty."""
    given = answer or {}
    return [
        {
            "line": shown["line"],
            "face": {name: value / 100 for name, value in (shown["face"] or {}).items()},
            "choices": choices.mark_choices(shown, {given["choice"]} if "choice" in given else ()),
            "sure": [
                {"id": word, "text": label, "is_chosen": given.get("sure") == word}
                for word, label in SURE.items()
            ],
        }
    ]


def from_form(sent: QueryDict) -> Json:
    """Return what a form sent."""
    return {"choice": sent.get("choice"), "sure": sent.get("sure")}


def is_complete(body: Json, answer: Json | None) -> bool:
    """Return whether both were said: the feeling, and how sure one is."""
    return answer is not None and len(answer) == 2


def score(answer_key: Json, answer: Json | None) -> Fraction:
    """Return one point for the feeling; certainty is left out on purpose."""
    chosen = answer.get("choice") if answer else None
    return points.choice(answer_key["correct"], [chosen] if chosen else [])


def hint(body: Json) -> str:
    """Return the line that says what to do."""
    return _("Choose the feeling that fits best, then say how sure you are.")


def review(
    question: Frozen, shown: Json, answer: Json | None, *, with_key: bool
) -> list[ReviewLine]:
    """Return each choice with what the policy lets show, then a word on how sure one was."""
    given = answer or {}
    chosen = {given["choice"]} if "choice" in given else set()
    lines = choices.review_choices(question, shown, chosen, with_key=with_key)
    if is_complete(question.body, answer):
        is_right = given["choice"] in question.answer_key["correct"]
        said = str(SURE[given["sure"]])
        told = said_of(is_sure=given["sure"] != "guess", is_right=is_right)
        lines.append(ReviewLine(text=said, role="sure", is_own=True, feedback=told))
    return lines


def said_of(*, is_sure: bool, is_right: bool) -> str:
    """Return what certainty and outcome together are worth saying."""
    if is_sure and is_right:
        return _("You trusted what you heard, and it was right. You can rely on such signs.")
    if is_right:
        return _("Your guess was right. You noticed more than you trusted; say what gave it away.")
    if is_sure:
        return _(
            "You trusted what you heard, and it was another feeling. Said without asking, it would "
            "tell the customer what they do not feel. A short question mends that."
        )
    return _(
        "It was another feeling, and you had your doubts. Such a doubt is worth a question to the "
        "customer."
    )
