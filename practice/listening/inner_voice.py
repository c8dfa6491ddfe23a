"""The inner voice: the thought that came up, the feeling behind it, the reply that is chosen."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from practice.listening import writing
from practice.listening.base import ExerciseType, Sent, optional_text_in, text_in
from practice.package.fields import Json

LONGEST_LINE = 500


def read(_exercise: Json, sent: Sent) -> Json:
    """Return {"thought", "feeling", "text"}; only the reply must be there."""
    return {
        "thought": optional_text_in(sent, "thought", limit=LONGEST_LINE),
        "feeling": optional_text_in(sent, "feeling", limit=LONGEST_LINE),
        "text": text_in(sent),
    }


def typed(_exercise: Json, sent: Sent) -> Json:
    """Return as much of the answer as was sent."""
    return {name: sent.get(name, "") for name in ("thought", "feeling", "text")}


def shows(_exercise: Json, answer: Json) -> Json:
    """Return what stands in the three fields."""
    return {name: answer.get(name, "") for name in ("thought", "feeling", "text")}


def tells(exercise: Json, answer: Json) -> Json:
    """Return the three lines and the models for the reply."""
    return {**writing.tells(exercise, answer), **shows(exercise, answer)}


TYPE = ExerciseType(
    key="inner_voice",
    label=_("The inner voice"),
    icon="brain",
    task=_("Write three lines: the thought that came up, the feeling behind it, your reply."),
    fields={**writing.FIELDS, **writing.keyed(1, 1)},
    required=("customer", "models"),
    form="practice/listening/types/_inner_voice.html",
    told="practice/listening/told/_writing.html",
    read=read,
    typed=typed,
    shows=shows,
    tells=tells,
    faults=writing.faults,
    writes=True,
)
