"""Name it: the feeling, how strong it is, and which words gave it away."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from practice.listening.base import (
    CUSTOMER,
    WHY,
    ExerciseType,
    Fault,
    Sent,
    fields_rule,
    list_rule,
    maybe,
    not_listed,
    not_verbatim,
    number_in,
    number_rule,
    options,
    place_in,
    twice,
)
from practice.package.fields import Json, text_rule

STRENGTHS = {
    1: _("hardly"),
    2: _("a little"),
    3: _("clearly"),
    4: _("strongly"),
    5: _("very strongly"),
}
SCALE = number_rule(1, 5)
FIELDS: Json = {
    "customer": CUSTOMER,
    "feelings": list_rule(text_rule(40), low=2, high=6),
    "best": text_rule(40),
    "strength": fields_rule({"from": SCALE, "to": SCALE}, ("from", "to")),
    "cues": list_rule(text_rule(120), low=2, high=6),
    "best_cue": text_rule(120),
    "why": WHY,
}


def faults(exercise: Json) -> Iterator[Fault]:
    """Yield what is wrong with an exercise that fits the schema."""
    customer = exercise["customer"]
    yield from twice(exercise["feelings"], "feelings")
    yield from twice(exercise["cues"], "cues")
    yield from not_listed(exercise, "best", "feelings")
    yield from not_listed(exercise, "best_cue", "cues")
    yield from not_verbatim(
        exercise["cues"], "cues", f"{customer['text']}\n{customer.get('voice', '')}"
    )
    if exercise["strength"]["from"] > exercise["strength"]["to"]:
        yield Fault(("strength", "to"), "This is less than “from”.", "Write the smaller one first.")


def read(exercise: Json, sent: Sent) -> Json:
    """Return {"feeling": place, "strength": 1..5, "cue": place}; raises InvalidInput."""
    return {
        "feeling": place_in(sent, "feeling", len(exercise["feelings"])),
        "strength": number_in(sent, "strength", 1, 5),
        "cue": place_in(sent, "cue", len(exercise["cues"])),
    }


def typed(exercise: Json, sent: Sent) -> Json:
    """Return as much of the answer as was sent."""
    return {
        "feeling": maybe(place_in, sent, "feeling", len(exercise["feelings"])),
        "strength": maybe(number_in, sent, "strength", 1, 5),
        "cue": maybe(place_in, sent, "cue", len(exercise["cues"])),
    }


def shows(exercise: Json, answer: Json) -> Json:
    """Return the three groups of the form with the learner's marks."""
    return {
        "feelings": options(exercise["feelings"], answer.get("feeling")),
        "strengths": [
            {"value": value, "text": str(text), "is_chosen": value == answer.get("strength")}
            for value, text in STRENGTHS.items()
        ],
        "cues": options(exercise["cues"], answer.get("cue")),
    }


def tells(exercise: Json, answer: Json) -> Json:
    """Return what was chosen beside what the author hears."""
    low, high = exercise["strength"]["from"], exercise["strength"]["to"]
    feeling, cue = exercise["feelings"][answer["feeling"]], exercise["cues"][answer["cue"]]
    return {
        "feeling": feeling,
        "best": exercise["best"],
        "is_same_feeling": feeling == exercise["best"],
        "strength": str(STRENGTHS[answer["strength"]]),
        "from": str(STRENGTHS[low]),
        "to": str(STRENGTHS[high]),
        "is_one_strength": low == high,
        "is_in_range": low <= answer["strength"] <= high,
        "cue": cue,
        "best_cue": exercise["best_cue"],
        "is_same_cue": cue == exercise["best_cue"],
    }


TYPE = ExerciseType(
    key="name_it",
    label=_("Name it"),
    icon="ear",
    task=_("What does the customer feel, how strongly, and which words give it away?"),
    fields=FIELDS,
    required=tuple(FIELDS),
    form="practice/listening/types/_name_it.html",
    told="practice/listening/told/_name_it.html",
    read=read,
    typed=typed,
    shows=shows,
    tells=tells,
    faults=faults,
)
