"""The writing family: paraphrase, reflect, affirm, check back, open up, describe, rewrite.

Somebody writes one to three sentences, rates them, and then sees remarks and model answers.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from practice.listening.base import (
    CUSTOMER,
    ID,
    MODELS,
    WHY,
    ExerciseType,
    Fault,
    Sent,
    fields_rule,
    list_rule,
    repeated,
    text_in,
)
from practice.package.fields import Json, text_rule

POINT = fields_rule({"id": ID, "say": list_rule(text_rule(160), low=1, high=3)}, ("id", "say"))
MISREADING = fields_rule(
    {"text": list_rule(text_rule(160), low=1, high=4), "ask": text_rule(300)}, ("text", "ask")
)
FILE: Json = {**text_rule(120), "x-translate": False}
PICTURE = fields_rule({"file": FILE, "alt": text_rule(600)}, ("file", "alt"))
YES_NO: Json = {"enum": ["yes", "no"], "format": "yes-no"}
FIELDS: Json = {
    "customer": CUSTOMER,
    "feelings": list_rule(text_rule(40), low=1, high=6),
    "models": MODELS,
    "reply": text_rule(800),
    "why": WHY,
    "shareable": YES_NO,
}


def keyed(low_points: int, low_misreadings: int) -> Json:
    """Return the schema of key points and misreadings with their least numbers."""
    return {
        "points": list_rule(POINT, low=low_points, high=5),
        "misreadings": list_rule(MISREADING, low=low_misreadings, high=3),
    }


def faults(exercise: Json) -> Iterator[Fault]:
    """Yield what is wrong with an exercise that fits the schema."""
    yield from repeated(exercise.get("points", []), "id", "points")
    yield from repeated(exercise["models"], "text", "models")


def read(_exercise: Json, sent: Sent) -> Json:
    """Return {"text": the reply}; raises InvalidInput."""
    return {"text": text_in(sent)}


def typed(_exercise: Json, sent: Sent) -> Json:
    """Return as much of the answer as was sent."""
    return {
        "text": sent.get("text", ""),
    }


def shows(_exercise: Json, answer: Json) -> Json:
    """Return what stands in the field."""
    return {"text": answer.get("text", "")}


def tells(exercise: Json, answer: Json) -> Json:
    """Return the reply and the models; remarks come from the engine of feedback."""
    return {"text": answer["text"], "models": exercise["models"], "why": exercise.get("why", "")}


def _type(
    key: str, label: Promise, icon: str, task: Promise, *, more: Json | None = None,
    required: tuple[str, ...] = ("customer",),
) -> ExerciseType:  # fmt: skip
    return ExerciseType(
        key=key,
        label=label,
        icon=icon,
        task=task,
        fields={**FIELDS, **keyed(1, 1), **(more or {})},
        required=("models", *required),
        form="practice/listening/types/_writing.html",
        told="practice/listening/told/_writing.html",
        read=read,
        typed=typed,
        shows=shows,
        tells=tells,
        faults=faults,
        writes=True,
    )


TYPES = (
    _type(
        "paraphrase", _("Paraphrase"), "repeat-2",
        _("Give back in one to three sentences of your own what you heard: facts and feeling."),
        more=keyed(2, 2), required=("customer", "points", "misreadings"),
    ),
    _type(
        "reflect", _("Reflect the feeling"), "heart",
        _("Say in one sentence what the customer feels, as you would say it to them."),
    ),
    _type(
        "affirm", _("Affirm"), "hand-heart",
        _("Affirm with content: name what the customer did or kept, not “great”."),
    ),
    _type(
        "check_back", _("Check back"), "message-circle-question-mark",
        _("Ask in one sentence whether you have understood."),
    ),
    _type(
        "open_up", _("Open it up"), "door-open",
        _("Turn the closed question into one that lets the customer tell."),
        more={"closed": text_rule(300)}, required=("closed",),
    ),
    _type(
        "describe", _("Describe"), "camera",
        _("Describe what you see the way a camera would, without a judgment."),
        more={"picture": PICTURE}, required=("picture",),
    ),
    _type("rewrite", _("Rewrite"), "pencil", _("Write it again, so that the customer is heard.")),
)  # fmt: skip
