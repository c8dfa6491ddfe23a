"""Hold the floor: a story in pieces; “mm-hm” costs nothing, speaking ends the turn.

Stepping by a button and listening by the clock are the same exercise and the same credit.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from practice.listening.base import (
    ID,
    SPEAKER,
    VOICE,
    ExerciseType,
    Fault,
    Sent,
    fields_rule,
    list_rule,
    number_in,
    number_rule,
    repeated,
)
from practice.listening.inbox import pace_in
from practice.package.fields import Json, text_rule

FACT = fields_rule({"id": ID, "text": text_rule(200)}, ("id", "text"))
CHUNK = fields_rule(
    {"text": text_rule(400), "voice": VOICE, "facts": list_rule(ID, low=0, high=6)}, ("text",)
)
FIELDS: Json = {
    "customer": SPEAKER,
    "chunks": list_rule(CHUNK, low=5, high=9),
    "facts": list_rule(FACT, low=1, high=12),
    "seconds": number_rule(15, 300),
    "after": text_rule(600),
}
SHORTEST_PIECE = 3


def faults(exercise: Json) -> Iterator[Fault]:
    """Yield what is wrong with an exercise that fits the schema."""
    yield from repeated(exercise["facts"], "id", "facts")
    known = [fact["id"] for fact in exercise["facts"]]
    told = [name for chunk in exercise["chunks"] for name in chunk.get("facts", [])]
    for place, chunk in enumerate(exercise["chunks"]):
        for at, name in enumerate(chunk.get("facts", [])):
            if name not in known:
                yield Fault(
                    ("chunks", place, "facts", at), f"There is no fact “{name}”.",
                    f"Possible here: {', '.join(known)}.",
                )  # fmt: skip
    for place, name in enumerate(known):
        if name not in told:
            yield Fault(
                ("facts", place, "id"), f"No piece of the story tells “{name}”.",
                "Name it in “facts” of the piece that tells it, or take it out.",
            )  # fmt: skip


def read(exercise: Json, sent: Sent) -> Json:
    """Return {"heard": pieces before speaking, "encouraged": times, "pace": …}."""
    count = len(exercise["chunks"])
    return {
        "heard": number_in(sent, "heard", 1, count),
        "encouraged": number_in(sent, "encouraged", 0, count),
        "pace": pace_in(sent),
    }


def stage(exercise: Json, sent: Sent) -> Json:
    """Return how far a story is told, from the address of the page; odd values begin it anew."""
    count = len(exercise["chunks"])
    heard = _bounded(sent.get("heard"), 1, count)
    return {
        "heard": heard,
        "encouraged": _bounded(sent.get("encouraged"), 0, count),
        "pace": pace_in(sent),
    }


def shows(exercise: Json, answer: Json) -> Json:
    """Return the pieces told so far and how long the next one waits, in seconds."""
    chunks = exercise["chunks"]
    heard = answer.get("heard", 1)
    return {
        "chunks": [{**chunk, "is_new": at == heard} for at, chunk in enumerate(chunks[:heard], 1)],
        "heard": heard,
        "following": heard + 1,
        "encouraged": answer.get("encouraged", 0),
        "encouraging": answer.get("encouraged", 0) + 1,
        "is_timed": answer.get("pace") == "timed",
        "is_over": heard == len(chunks),
        "wait": max(SHORTEST_PIECE, round(exercise["seconds"] / len(chunks))),
        "seconds": exercise["seconds"],
    }


def tells(exercise: Json, answer: Json) -> Json:
    """Return how much of the story was heard, which facts with it, and which came later."""
    chunks, heard = exercise["chunks"], answer["heard"]
    before = {name for chunk in chunks[:heard] for name in chunk.get("facts", [])}
    return {
        "heard": heard,
        "total": len(chunks),
        "encouraged": answer["encouraged"],
        "is_whole": heard == len(chunks),
        "known": [fact["text"] for fact in exercise["facts"] if fact["id"] in before],
        "later": [fact["text"] for fact in exercise["facts"] if fact["id"] not in before],
        "chunks": chunks[:heard],
        "rest": chunks[heard:],
        "after": exercise.get("after", ""),
    }


def _bounded(word: object, low: int, high: int) -> int:
    text = str(word or "")
    return min(max(int(text[:3]), low), high) if text.isascii() and text.isdigit() else low


TYPE = ExerciseType(
    key="hold_floor",
    label=_("Hold the floor"),
    icon="audio-lines",
    task=_("Listen. Encourage as often as you like. Speak when you think it is your turn."),
    fields=FIELDS,
    required=("customer", "chunks", "facts", "seconds"),
    form="practice/listening/types/_hold_floor.html",
    told="practice/listening/told/_hold_floor.html",
    read=read,
    typed=stage,
    shows=shows,
    tells=tells,
    faults=faults,
    stage=stage,
)
