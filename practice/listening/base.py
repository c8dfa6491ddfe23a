"""What every type of listening exercise brings along. Pure: values in, values out.

Answers name parts by their place or id, never by their words, so they mean the same in every
language. Nothing here is counted: an exercise has feedback and no points.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from common.errors import InvalidInput
from practice.package.fields import KEY, Json, text_rule

LONGEST_REPLY = 2000


class Sent(Protocol):
    """What a form sent: Django's QueryDict, or anything alike."""

    def get(self, name: str, default: Any = None) -> Any:
        """Return the last value of a field."""
        ...

    def getlist(self, name: str) -> Sequence[str]:
        """Return all values of a field."""
        ...


@dataclass(frozen=True)
class Fault:
    """What the schema cannot say: where in the exercise, what is wrong, how to mend it."""

    way: tuple[str | int, ...]
    reason: str
    mend: str


@dataclass(frozen=True, kw_only=True)
class ExerciseType:
    """One type of exercise.

    `read` turns what a form sent into the answer that is kept (plain data) and raises InvalidInput;
    `typed` returns as much of that answer as was sent, so that a refused form is shown as it was;
    `shows` returns what the form needs, with the marks of an answer or of nothing; `tells` returns
    what is said afterwards. `writes` is true where somebody writes a reply, rates it and only then
    sees remarks; `reply_of` finds that reply in the answer.
    """

    key: str
    label: Promise
    icon: str
    task: Promise
    fields: Json
    required: tuple[str, ...]
    form: str
    told: str
    read: Callable[[Json, Sent], Json]
    typed: Callable[[Json, Sent], Json]
    shows: Callable[[Json, Json], Json]
    tells: Callable[[Json, Json], Json]
    faults: Callable[[Json], Iterator[Fault]]
    stage: Callable[[Json, Sent], Json] = lambda _exercise, _sent: {}  # how far the address says
    writes: bool = False

    def task_of(self, exercise: Json) -> str:
        """Return what is to be done, in the author's words or the usual ones."""
        return str(exercise.get("task") or self.task)

    def reply_of(self, answer: Json) -> str:
        """Return the reply that was written, or nothing."""
        return str(answer.get("text", "")) if self.writes else ""


def title_of(kind: ExerciseType, exercise: Json) -> str:
    """Return what an exercise is called in lists."""
    if exercise.get("title"):
        return str(exercise["title"])
    name = exercise.get("customer", {}).get("name")
    return f"{kind.label} · {name}" if name else str(kind.label)


# --- parts of schemas

VOICE = text_rule(160)
CHANNEL: Json = {"enum": ["phone", "chat", "email", "in_person", "video"]}


def fields_rule(properties: Json, required: tuple[str, ...]) -> Json:
    """Return the schema of fields of which some must be there and no others may."""
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(required),
        "properties": properties,
    }


def list_rule(items: Json, *, low: int, high: int) -> Json:
    """Return the schema of a list."""
    return {"type": "array", "minItems": low, "maxItems": high, "items": items}


def number_rule(low: int, high: int) -> Json:
    """Return the schema of a whole number."""
    return {"type": "integer", "minimum": low, "maximum": high}


ID: Json = KEY
SPEAKER = fields_rule({"name": text_rule(80), "channel": CHANNEL, "voice": VOICE}, ("name",))
CUSTOMER = fields_rule(
    {"name": text_rule(80), "channel": CHANNEL, "text": text_rule(1200), "voice": VOICE},
    ("name", "channel", "text"),
)
MODELS = list_rule(
    fields_rule({"style": text_rule(40), "text": text_rule(600)}, ("style", "text")), low=2, high=3
)
WHY = text_rule(600)


# --- faults that several types know


def repeated(rows: Sequence[Json], field: str, *way: str) -> Iterator[Fault]:
    """Yield a fault for every entry that has the value of an earlier one."""
    said = set()
    for place, row in enumerate(rows):
        if row[field] in said:
            yield Fault(
                (*way, place, field), f"“{row[field][:60]}” stands here twice.", "Keep one of them."
            )
        said.add(row[field])


def twice(words: Sequence[str], way: str) -> Iterator[Fault]:
    """Yield a fault for every text that stands in a list twice."""
    for place, word in enumerate(words):
        if word in words[:place]:
            yield Fault((way, place), f"“{word[:60]}” stands here twice.", "Keep one of them.")


def not_listed(exercise: Json, field: str, among: str) -> Iterator[Fault]:
    """Yield a fault if the best of a list is not in the list."""
    if exercise[field] not in exercise[among]:
        yield Fault(
            (field,), f"“{exercise[field][:60]}” is not one of “{among}”.",
            f"Write it exactly as in “{among}”.",
        )  # fmt: skip


def not_verbatim(words: Sequence[str], way: str, text: str) -> Iterator[Fault]:
    """Yield a fault for every part that does not stand in the text word for word."""
    for place, word in enumerate(words):
        if word.casefold() not in text.casefold():
            yield Fault(
                (way, place), f"“{word[:60]}” does not stand in the text.",
                "Copy it from the text, letter by letter.",
            )  # fmt: skip


# --- answers


def place_in(sent: Sent, name: str, count: int) -> int:
    """Return the place in a list that a field names; raises InvalidInput for anything else."""
    word = str(sent.get(name) or "")
    if not word.isascii() or not word.isdigit() or len(word) > 3 or int(word) >= count:
        raise InvalidInput(_("Please choose one in each group."), field=name)
    return int(word)


def number_in(sent: Sent, name: str, low: int, high: int) -> int:
    """Return the number that a field names; raises InvalidInput for anything else."""
    word = str(sent.get(name) or "")
    is_number = word.isascii() and word.isdigit() and len(word) <= 3
    if not is_number or not low <= int(word) <= high:
        raise InvalidInput(_("Please choose one in each group."), field=name)
    return int(word)


def one_of(sent: Sent, name: str, known: Sequence[str]) -> str:
    """Return the id that a field names; raises InvalidInput for any other."""
    word = str(sent.get(name) or "")
    if word not in known:
        raise InvalidInput(_("Please choose one in each group."), field=name)
    return word


def text_in(sent: Sent, name: str = "text", *, limit: int = LONGEST_REPLY) -> str:
    """Return what was written; raises InvalidInput for nothing and for too much."""
    text = optional_text_in(sent, name, limit=limit)
    if not text:
        raise InvalidInput(_("Please write a line first. It stays yours."), field=name)
    return text


def optional_text_in(sent: Sent, name: str, *, limit: int = LONGEST_REPLY) -> str:
    """Return what was written, or nothing; raises InvalidInput for too much."""
    text = str(sent.get(name) or "").replace("\r\n", "\n").replace("\0", "").strip()
    if len(text) > limit:
        raise InvalidInput(
            _("Please shorten it to %(limit)s characters.") % {"limit": limit}, field=name
        )
    return text


Found = TypeVar("Found")


def maybe(find: Callable[..., Found], *args: Any) -> Found | None:
    """Return what a reading function finds, or None where it would refuse."""
    try:
        return find(*args)
    except InvalidInput:
        return None


def options(words: Sequence[str], chosen: object) -> list[Json]:
    """Return texts with their places and the learner's mark."""
    return [
        {"place": place, "text": word, "is_chosen": place == chosen}
        for place, word in enumerate(words)
    ]


def no_faults(_exercise: Json) -> Iterator[Fault]:
    """Yield nothing: the schema says all."""
    return iter(())
