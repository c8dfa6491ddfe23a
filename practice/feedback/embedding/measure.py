"""How well a model tells the key points of exercises apart, beside the words alone.

Two questions, asked of the authors' own wordings: is a point found when somebody says its second
wording and only the first is known (the answer should be yes), and when somebody says everything
but this point (it should be no)?
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from practice.feedback.coverage import covered
from practice.feedback.embedding.meaning import Encoder, found_by_meaning
from practice.feedback.shapes import Point


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One question to both comparisons, and what they say."""

    is_there: bool
    by_words: bool
    by_meaning: bool


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """How many were asked, and how many were found by words, by meaning, by either."""

    asked: int
    by_words: int
    by_meaning: int
    either: int


def agreement(
    exercises: Sequence[Sequence[Point]], *, encoder: Encoder
) -> tuple[Agreement, Agreement]:
    """Return what is found of the points that are there, and of those that are not."""
    asked = [one for points in exercises for one in _questions(points, encoder)]
    return _counted(one for one in asked if one.is_there), _counted(
        one for one in asked if not one.is_there
    )


def _questions(points: Sequence[Point], encoder: Encoder) -> Iterator[Asked]:
    for point in points:
        if len(point.say) > 1:
            known = Point(id=point.id, say=point.say[:1])
            yield _ask(known, point.say[1], is_there=True, encoder=encoder)
        others = [other.say[0] for other in points if other is not point]
        if others:
            yield _ask(point, ". ".join(others) + ".", is_there=False, encoder=encoder)


def _ask(point: Point, reply: str, *, is_there: bool, encoder: Encoder) -> Asked:
    return Asked(
        is_there=is_there,
        by_words=covered(point, reply).state == "found",
        by_meaning=found_by_meaning([point], reply, encoder=encoder).get(point.id, False),
    )


def _counted(asked: Iterator[Asked]) -> Agreement:
    rows = list(asked)
    return Agreement(
        asked=len(rows),
        by_words=sum(one.by_words for one in rows),
        by_meaning=sum(one.by_meaning for one in rows),
        either=sum(one.by_words or one.by_meaning for one in rows),
    )
