"""What a comparison by meaning needs, and what it found. Off where no model was supplied."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from courses.models import LessonText
from practice.feedback.coverage import BY_MEANING
from practice.feedback.shapes import Point
from practice.models import MeaningHint, Try
from practice.package.fields import Json
from practice.selectors.listening.exercises import Exercise, exercise_at, listening_of
from practice.selectors.listening.tries import answer_of


@dataclass(frozen=True)
class ToCompare:
    """A reply and the key points it is compared with."""

    reply: str
    points: tuple[Point, ...]


def is_on() -> bool:
    """Return whether the operator supplied a model."""
    return bool(settings.PRACTICE_EMBEDDING_MODEL)


def may_be_compared(own_try: Try) -> bool:
    """Return whether the key points of a try may be compared by meaning."""
    if not is_on() or not own_try.is_written or not _is_measured(own_try.language):
        return False
    found = _exercise(listening_of(own_try.lesson_id), own_try)
    return found is not None and bool(found.data.get("points"))


def meant_in(own_try: Try) -> frozenset[str]:
    """Return the ids of the points found by meaning; none while it is off or not done yet."""
    if not is_on():
        return frozenset()
    try:
        return frozenset(point for point, found in own_try.meaning_hint.points.items() if found)
    except MeaningHint.DoesNotExist:
        return frozenset()


def to_compare(own_try: Try) -> ToCompare | None:
    """Return what a worker compares, in the words that the learner read; None for nothing."""
    answer = answer_of(own_try)
    words = LessonText.objects.filter(lesson_id=own_try.lesson_id, language=own_try.language)
    payload = words.values_list("more", flat=True).first() or listening_of(own_try.lesson_id)
    found = _exercise(payload, own_try)
    if answer is None or found is None:
        return None
    points = tuple(
        Point(id=row["id"], say=tuple(row["say"])) for row in found.data.get("points", ())
    )
    return ToCompare(found.type.reply_of(answer), points)


def _exercise(payload: Json, own_try: Try) -> Exercise | None:
    found = exercise_at(payload, own_try.exercise)
    return found[0] if found else None


def _is_measured(language: str) -> bool:
    return language.split("-", maxsplit=1)[0].lower() in BY_MEANING
