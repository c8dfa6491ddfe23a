"""What an exercise gives to compare a reply with, and what is said about the reply."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from django.utils.functional import Promise

Confidence = Literal["likely", "perhaps"]


class Span(NamedTuple):
    """A part of a text, by character."""

    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Point:
    """One fact or meaning that a good paraphrase gives back, in one or two wordings."""

    id: str
    say: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Misreading:
    """A way to get the customer wrong, in the author's wordings, and what to ask then."""

    text: tuple[str, ...]
    ask: str


@dataclass(frozen=True, kw_only=True)
class Statement:
    """What the customer said, and what the author knows about it."""

    text: str
    points: tuple[Point, ...] = ()
    feelings: tuple[str, ...] = ()
    misreadings: tuple[Misreading, ...] = ()
    language: str = "en"


@dataclass(frozen=True, kw_only=True)
class Remark:
    """One thing said about a reply.

    `kind` found: `quote` stands at `start` to `end` of the reply. `ask`: a question, nothing is
    claimed. `point`: a key point in one of three states; the learner has the last word on it.
    """

    code: str
    kind: Literal["found", "ask", "point"]
    text: str | Promise
    why: str | Promise
    confidence: Confidence = "perhaps"
    state: Literal["found", "not_sure", "your_call", ""] = ""
    quote: str = ""
    start: int = 0
    end: int = 0
    point: str = ""
