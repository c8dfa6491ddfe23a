"""Remarks on a reply: what was found, quoted; a question about the rest. Pure.

Nothing here says that something is missing, wrong or impolite, and nothing counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

_WORD = re.compile(r"\w+")
_CONTACT = re.compile(
    r"[\w.+-]+@[\w-]+\.\w[\w.-]+|(?<!\d)(?:\d[ -]?){13,19}(?!\d)"
    r"|(?<![\d.])\+?(?:\d[ ()/-]?){8,14}\d"
)
ENOUGH = 0.6


@dataclass(frozen=True, kw_only=True)
class Point:
    """Something the customer said that a paraphrase gives back, in one or two wordings."""

    id: str
    say: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Misreading:
    """What is easily read into a statement, and the question that is then asked."""

    text: tuple[str, ...]
    ask: str


@dataclass(frozen=True, kw_only=True)
class Statement:
    """What a customer said and what an author hears in it."""

    text: str
    points: tuple[Point, ...] = ()
    feelings: tuple[str, ...] = ()
    misreadings: tuple[Misreading, ...] = ()
    language: str = "en"


@dataclass(frozen=True, kw_only=True)
class Remark:
    """One remark; `start` and `end` are the place of the quote in the reply."""

    code: str
    kind: str
    state: str = ""
    quote: str = ""
    start: int = 0
    end: int = 0
    text: str
    why: str
    confidence: str = "perhaps"
    point: str = ""


@dataclass(frozen=True, kw_only=True)
class Span:
    """A place in a text."""

    start: int
    end: int


def remarks(statement: Statement, reply: str, *, enabled: frozenset[str]) -> tuple[Remark, ...]:
    """Return what may be said of a reply."""
    found = [_of_point(point, reply) for point in statement.points]
    for misreading in statement.misreadings:
        found += _of_misreading(misreading, reply)
    if statement.feelings:
        found.append(
            Remark(
                code="ask-feeling", kind="ask",
                text=_("Which of your words are about how the customer feels? Mark them."),
                why=_("The statement carries a feeling."),
            )
        )  # fmt: skip
    return tuple(found)


def contact_hints(reply: str) -> tuple[Span, ...]:
    """Return where something looks like a phone number, an e-mail address or a card number."""
    return tuple(Span(start=hit.start(), end=hit.end()) for hit in _CONTACT.finditer(reply))


def _of_point(point: Point, reply: str) -> Remark:
    said = {word.casefold() for word in _WORD.findall(reply)}
    shares = [_share(wording, said) for wording in point.say]
    is_found = max(shares) >= ENOUGH
    return Remark(
        code="point", kind="point", state="found" if is_found else "your_call", point=point.id,
        text=point.say[0], why=_("Your words were compared with two wordings of this point."),
        confidence="likely" if is_found else "perhaps",
    )  # fmt: skip


def _share(wording: str, said: set[str]) -> float:
    words = {word.casefold() for word in _WORD.findall(wording)}
    return len(words & said) / len(words) if words else 0.0


def _of_misreading(misreading: Misreading, reply: str) -> list[Remark]:
    for wording in misreading.text:
        start = reply.casefold().find(wording.casefold())
        if start >= 0:
            end = start + len(wording)
            return [
                Remark(
                    code="misreading", kind="ask", quote=reply[start:end], start=start, end=end,
                    text=misreading.ask, why=_("These words are easily read into the statement."),
                )
            ]  # fmt: skip
    return []
