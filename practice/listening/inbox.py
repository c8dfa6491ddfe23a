"""The inbox: routine warmth or deeper care for each message, with a clock or without one.

The clock only runs on the page. What counts is the answer: with the clock, without it, in time or
late, it is the same credit.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from practice.listening import sort
from practice.listening.base import (
    ID,
    WHY,
    ExerciseType,
    Fault,
    Sent,
    fields_rule,
    list_rule,
    number_rule,
    repeated,
)
from practice.package.fields import Json, text_rule

DOSES = {"routine": _("Routine warmth"), "deeper": _("Deeper care")}
MESSAGE = fields_rule(
    {
        "id": ID,
        "from": text_rule(80),
        "text": text_rule(1200),
        "best": {"enum": list(DOSES)},
        "why": WHY,
    },
    ("id", "from", "text", "best", "why"),
)
FIELDS: Json = {
    "seconds": number_rule(30, 900),
    "messages": list_rule(MESSAGE, low=2, high=12),
}


def faults(exercise: Json) -> Iterator[Fault]:
    """Yield what is wrong with an exercise that fits the schema."""
    yield from repeated(exercise["messages"], "id", "messages")


def read(exercise: Json, sent: Sent) -> Json:
    """Return {"bins": {message id: dose}, "pace": …}; raises InvalidInput for an open message."""
    return {**sort.read(_as_sort(exercise), sent), "pace": pace_in(sent)}


def typed(exercise: Json, sent: Sent) -> Json:
    """Return as much of the answer as was sent."""
    return {**sort.typed(_as_sort(exercise), sent), "pace": pace_in(sent)}


def shows(exercise: Json, answer: Json) -> Json:
    """Return the messages, each with the two doses."""
    return {
        **sort.shows(_as_sort(exercise), answer),
        "seconds": exercise["seconds"],
        "is_timed": answer.get("pace") == "timed",
    }


def tells(exercise: Json, answer: Json) -> Json:
    """Return every message with the dose chosen, the author's, and why."""
    return sort.tells(_as_sort(exercise), answer)


def stage(_exercise: Json, sent: Sent) -> Json:
    """Return whether the page was asked for with its clock."""
    return {"pace": pace_in(sent)}


def pace_in(sent: Sent) -> str:
    """Return whether a clock ran; nothing depends on it."""
    return "timed" if sent.get("pace") == "timed" else "untimed"


def _as_sort(exercise: Json) -> Json:
    bins = [{"id": dose, "label": str(label)} for dose, label in DOSES.items()]
    return {"bins": bins, "items": exercise["messages"]}


TYPE = ExerciseType(
    key="inbox",
    label=_("Timed inbox"),
    icon="inbox",
    task=_("Decide for each message: routine warmth, or deeper care?"),
    fields=FIELDS,
    required=tuple(FIELDS),
    form="practice/listening/types/_inbox.html",
    told="practice/listening/told/_sort.html",
    read=read,
    typed=typed,
    shows=shows,
    tells=tells,
    faults=faults,
    stage=stage,
)
