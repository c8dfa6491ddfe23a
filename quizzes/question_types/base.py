"""What every question type brings along. Each type is one module with these names."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Any, Protocol

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from common.errors import InvalidInput

Json = dict[str, Any]

# An import leaves TODO where the other format says nothing: nobody should publish that.
NO_TASK: Json = {
    "pattern": "^(?!TODO\\b)",
    "x-mend": "Write the text that belongs here.",
    "x-translate": True,  # the pattern leaves the words free
}


@dataclass(frozen=True)
class Frozen:
    """A question as it is stored: `body` may be shown; key and feedback stay inside."""

    body: Json
    answer_key: Json
    feedback: Json


@dataclass(frozen=True)
class ReviewLine:
    """One line of a reviewed answer; `mark` is right, near, wrong or empty for no verdict.

    `role` is empty for what could be answered; other lines are the running text around it
    (words, strong, emphasis, paragraph) or what is said of the answer (own, model, look_for, sure).
    """

    text: str
    role: str = ""
    given: str = ""
    expected: str = ""
    given_at: int | None = None  # places on a scale, for types that have one
    expected_at: int | None = None
    is_own: bool = False
    mark: str = ""
    feedback: str = ""


@dataclass(frozen=True)
class Fault:
    """What the schema of a type cannot say: where in the question, what is wrong, how to mend."""

    way: tuple[str | int, ...]
    reason: str
    mend: str


class QuestionType(Protocol):
    """A question type: a module that has these names."""

    KEY: str
    LABEL: Promise
    IS_SCORED: bool  # False: earns no points, asks for none, and may stay empty
    SCHEMA: Json  # JSON Schema properties of the fields that this type adds in a package file
    REQUIRED: tuple[str, ...]
    TEMPLATE: str
    REVIEW_TEMPLATE: str

    def faults(self, question: Json) -> Iterator[Fault]:
        """Yield what is wrong with a question that fits the schema."""
        ...

    def freeze(self, question: Json) -> Frozen:
        """Return the question of a package file as it is stored."""
        ...

    def arrange(self, body: Json, answer_key: Json, chance: Random) -> Json:
        """Return the order in which one attempt shows the parts."""
        ...

    def present(self, body: Json, arrangement: Json) -> Json:
        """Return what the learner sees: named fields only, in the attempt's order."""
        ...

    def parse(self, body: Json, raw: Json) -> Json | None:
        """Return the answer in canonical form, None for an empty one; raises InvalidInput."""
        ...

    def marked(self, shown: Json, answer: Json | None) -> list[Json]:
        """Return the rows of the form with the learner's marks on them."""
        ...

    def from_form(self, sent: QueryDict) -> Json:
        """Return what a form sent, in the shape that `parse` takes."""
        ...

    def is_complete(self, body: Json, answer: Json | None) -> bool:
        """Return whether the answer leaves nothing open."""
        ...

    def score(self, answer_key: Json, answer: Json | None) -> Fraction:
        """Return the points, from 0 to 1."""
        ...

    def hint(self, body: Json) -> str:
        """Return the line that says what to do."""
        ...

    def review(
        self, question: Frozen, shown: Json, answer: Json | None, *, with_key: bool
    ) -> list[ReviewLine]:
        """Return the learner's answer with feedback; the key shows only when allowed."""
        ...


def text_rule(limit: int) -> Json:
    """Return the schema of a text that must be there, and not as a task for later."""
    return {"type": "string", "minLength": 1, "maxLength": limit, "allOf": [NO_TASK]}


def rows_rule(properties: Json, *, low: int, high: int) -> Json:
    """Return the schema of a list of entries that have all of these fields and a key."""
    key = {
        "type": "string",
        "pattern": "^[a-z0-9][a-z0-9-]{0,59}$",
        "x-mend": "Use small letters, digits and hyphens.",
    }
    fields = {"key": key, **properties}
    entry = {
        "type": "object",
        "additionalProperties": False,
        "required": list(fields),
        "properties": fields,
    }
    return {"type": "array", "minItems": low, "maxItems": high, "items": entry}


def repeated(rows: list[Json], field: str, way: str) -> Iterator[Fault]:
    """Yield a fault for every entry that says the same as an earlier one."""
    said = set()
    for place, row in enumerate(rows):
        if row[field] in said:
            yield Fault(
                (way, place, field), f"“{row[field][:60]}” stands here twice.", "Keep one of them."
            )
        said.add(row[field])


_ids: ContextVar[Random | None] = ContextVar("ids", default=None)


@contextmanager
def ids_from(seed: int) -> Iterator[None]:
    """Give the parts of a question the same ids each time: one question in several languages."""
    token = _ids.set(Random(seed))  # noqa: S311 - the seed is secret; what comes of it is stored
    try:
        yield
    finally:
        _ids.reset(token)


def new_id() -> str:
    """Return an identifier that tells nothing; authors' keys may hint at the answer."""
    chance = _ids.get()
    return secrets.token_hex(4) if chance is None else f"{chance.getrandbits(32):08x}"


def by_id(rows: list[Json]) -> list[Json]:
    """Return rows in the order of their random ids, so that their place tells nothing."""
    return sorted(rows, key=lambda row: str(row["id"]))


def texts(rows: list[Json]) -> dict[str, str]:
    """Return id → text."""
    return {row["id"]: row["text"] for row in rows}


def shuffled(rows: list[Json], chance: Random) -> list[str]:
    """Return the ids of rows in a new order."""
    ids = [row["id"] for row in rows]
    chance.shuffle(ids)
    return ids


def arranged(rows: list[Json], order: list[str]) -> list[Json]:
    """Return id and text of rows in the order given, and nothing else of them."""
    found = texts(rows)
    return [{"id": key, "text": found[key]} for key in order]


def only(raw: object, name: str) -> object:
    """Return the one entry that an answer may have; raises InvalidInput for any other shape."""
    if not isinstance(raw, Mapping) or set(raw) != {name}:
        raise InvalidInput(_("Send an object with “%s” only.") % name, field="answer")
    return raw[name]


def known(value: object, ids: Collection[str]) -> str:
    """Return an id that belongs to this question; raises InvalidInput for any other value."""
    if not isinstance(value, str) or value not in ids:
        raise InvalidInput(_("This is not an option of this question."), field="answer")
    return value


def known_list(value: object, ids: Collection[str]) -> list[str]:
    """Return a list of different ids of this question; raises InvalidInput otherwise."""
    if not isinstance(value, list) or len(value) > len(ids):
        raise InvalidInput(_("Send a list of options of this question."), field="answer")
    found = [known(item, ids) for item in value]
    if len(set(found)) != len(found):
        raise InvalidInput(_("An option may be named once only."), field="answer")
    return found
