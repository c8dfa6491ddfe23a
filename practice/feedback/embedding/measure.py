"""How well a model tells the key points of exercises apart, beside the words alone.

Asked of the authors' own wordings. Where only a point's first wording is known: is it found in the
second one, said alone, and said in one sentence with the other points? It is there. And is it found
where everything but this point is said? It is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from practice.feedback.coverage import covered
from practice.feedback.embedding.meaning import Encoder, found_by_meaning
from practice.feedback.shapes import Point

Kind = Literal["alone", "among", "absent"]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One question to both comparisons, and what they say."""

    kind: Kind
    by_words: bool
    by_meaning: bool


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """How many were asked, and how many were found by words, by meaning, by either."""

    asked: int
    by_words: int
    by_meaning: int
    either: int


def agreement(exercises: Sequence[Sequence[Point]], *, encoder: Encoder) -> dict[Kind, Agreement]:
    """Return what is found of points said alone, said among others, and not said."""
    asked = [one for points in exercises for one in _questions(points, encoder)]
    kinds: tuple[Kind, ...] = ("alone", "among", "absent")
    return {kind: _counted([one for one in asked if one.kind == kind]) for kind in kinds}


def _questions(points: Sequence[Point], encoder: Encoder) -> Iterator[Asked]:
    for point in points:
        first, *others = [other.say[0] for other in points if other is not point] or [""]
        if len(point.say) > 1:
            known = Point(id=point.id, say=point.say[:1])
            yield _ask(known, point.say[1], kind="alone", encoder=encoder)
            if first:
                reply = f"So {', '.join([first, point.say[1], *others])}."
                yield _ask(known, reply, kind="among", encoder=encoder)
        if first:
            yield _ask(point, f"{'. '.join([first, *others])}.", kind="absent", encoder=encoder)


def _ask(point: Point, reply: str, *, kind: Kind, encoder: Encoder) -> Asked:
    return Asked(
        kind=kind,
        by_words=covered(point, reply).state == "found",
        by_meaning=found_by_meaning([point], reply, encoder=encoder).get(point.id, False),
    )


def _counted(rows: Sequence[Asked]) -> Agreement:
    return Agreement(
        asked=len(rows),
        by_words=sum(one.by_words for one in rows),
        by_meaning=sum(one.by_meaning for one in rows),
        either=sum(one.by_words or one.by_meaning for one in rows),
    )
