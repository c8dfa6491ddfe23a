"""What must not stand in a call that is kept: hard findings are refused, the others are asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from practice.own_call.names import names_in
from practice.own_call.numbers import numbers_in
from practice.own_call.places import places_in
from practice.own_call.shapes import CHOSEN, FIELDS, Words, longest

HARD = frozenset({"email", "phone", "card", "iban"})


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A part of a field that may point to a person.

    `kind` is email, phone, card, iban (hard), number, address, name, handle or invented (asked).
    """

    field: str
    kind: str
    text: str

    @property
    def is_hard(self) -> bool:
        """Return whether nothing can be kept while it stands."""
        return self.kind in HARD

    @property
    def mark(self) -> str:
        """Return what a page sends back to say that this one is fine, and no other."""
        return f"{self.kind}:{self.text}"


def hard_in(field: str, text: str) -> tuple[Finding, ...]:
    """Return what in a text of a field must not even be kept as a draft.

    Patterns take the square of the length: a text that is too long to be kept is not looked at.
    """
    return tuple(
        Finding(field=field, kind=kind, text=found)
        for kind, found in _once(numbers_in(text))
        if kind in HARD
    )


def findings_in(words: Words, *, language: str) -> tuple[Finding, ...]:
    """Return everything that may point to a person, field by field, each part once a field.

    `language` is the reader's; it tells how names show ("de" writes every noun with a capital).
    The name that the writer invented is asked about once and is no finding elsewhere. What is
    longer than a field holds is looked at as far as it would fit.
    """
    invented = words.get("persona", "")
    found = []
    for field in FIELDS:
        text = words.get(field, "")[: longest(field)]
        if field in CHOSEN or not text:
            continue
        parts = [*numbers_in(text), *places_in(text)]
        if field == "persona":
            parts.append(("invented", text))
        else:
            parts += [("name", one) for one in names_in(text, invented, language=language)]
        found += [Finding(field=field, kind=kind, text=one) for kind, one in _once(parts)]
    return tuple(_without_repeats(found))


def _once(parts: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return list(dict.fromkeys(parts))


def _without_repeats(found: Iterable[Finding]) -> Iterable[Finding]:
    """Drop names that lie inside an address of the same field."""
    listed = list(found)
    for one in listed:
        inside = any(
            other.kind == "address" and other.field == one.field and one.text in other.text
            for other in listed
        )
        if not (one.kind in {"name", "number"} and inside):
            yield one
