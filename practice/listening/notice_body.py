"""Notice the body: chapters to read or hear, a private check of oneself, then a reset."""

from __future__ import annotations

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.errors import InvalidInput
from practice.listening.base import (
    SPEAKER,
    VOICE,
    ExerciseType,
    Sent,
    fields_rule,
    list_rule,
    no_faults,
    optional_text_in,
)
from practice.package.fields import Json, text_rule

CHAPTER: Json = {
    "anyOf": [
        text_rule(2000),
        fields_rule({"title": text_rule(80), "text": text_rule(2000), "voice": VOICE}, ("text",)),
    ],
    "x-mend": "Write the text, or the fields “title”, “text” and “voice”.",
}
FIELDS: Json = {
    "customer": SPEAKER,
    "chapters": list_rule(CHAPTER, low=1, high=4),
    "signs": list_rule(text_rule(80), low=3, high=12),
    "reset": text_rule(1200),
}


def read(exercise: Json, sent: Sent) -> Json:
    """Return {"signs": places, "note": text}; none and nothing are an answer as well."""
    chosen = sorted(set(sent.getlist("sign")))
    known = {str(place): place for place in range(len(exercise["signs"]))}
    if not set(chosen) <= known.keys():
        raise InvalidInput(_t("This is not one of the signs."), field="sign")
    return {
        "signs": sorted(known[word] for word in chosen),
        "note": optional_text_in(sent, "note", limit=500),
    }


def typed(exercise: Json, sent: Sent) -> Json:
    """Return as much of the answer as was sent."""
    return {
        "signs": [
            place for place in range(len(exercise["signs"])) if str(place) in sent.getlist("sign")
        ],
        "note": sent.get("note", ""),
    }


def shows(exercise: Json, answer: Json) -> Json:
    """Return the chapters and the signs with the learner's marks."""
    chosen = answer.get("signs", [])
    return {
        "chapters": [
            {"text": chapter} if isinstance(chapter, str) else chapter
            for chapter in exercise["chapters"]
        ],
        "signs": [
            {"place": place, "text": text, "is_chosen": place in chosen}
            for place, text in enumerate(exercise["signs"])
        ],
        "note": answer.get("note", ""),
    }


def tells(exercise: Json, answer: Json) -> Json:
    """Return what was noticed, and the reset."""
    return {
        "noticed": [exercise["signs"][place] for place in answer["signs"]],
        "note": answer["note"],
        "reset": exercise["reset"],
    }


TYPE = ExerciseType(
    key="notice_body",
    label=_("Notice yourself"),
    icon="activity",
    task=_("Read or hear it. Then look at yourself for a moment: what do you notice?"),
    fields=FIELDS,
    required=("chapters", "signs", "reset"),
    form="practice/listening/types/_notice_body.html",
    told="practice/listening/told/_notice_body.html",
    read=read,
    typed=typed,
    shows=shows,
    tells=tells,
    faults=no_faults,
)
