"""Which cards somebody may be asked: those of the modules that they have done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from courses.selectors import OutlineLesson, OutlineModule, translated
from enrollments.completion import NOT_APPLICABLE
from enrollments.selectors import Study
from practice.models import RefresherDeck

REFRESHERS = "refreshers"
KEPT = 64
CardKey = tuple[int, str]  # the course's id and the card's


@dataclass(frozen=True)
class DeckCard:
    """One card in the reader's language. `is_open` says whether its module was done."""

    course_id: int
    slug: str
    id: str
    skill: str
    title: str
    variants: tuple[dict[str, Any], ...]
    language: str
    is_open: bool

    @property
    def key(self) -> CardKey:
        """Return what names the card in the whole installation."""
        return self.course_id, self.id

    @property
    def variant_ids(self) -> tuple[str, ...]:
        """Return the ids of the variants in the author's order."""
        return tuple(variant["id"] for variant in self.variants)

    def variant(self, id_: str) -> dict[str, Any] | None:
        """Return the variant of that id, if the card has it."""
        return next((found for found in self.variants if found["id"] == id_), None)


def has_deck(studies: Iterable[Study]) -> bool:
    """Return whether any of the courses brings refreshers (no query)."""
    return any(_deck_lesson(study) for study in studies)


def cards_of(studies: Iterable[Study]) -> dict[CardKey, DeckCard]:
    """Return the cards of somebody's courses in the authors' order (decks are kept in memory)."""
    found = [card for study in studies for card in _cards(study)]
    return {card.key: card for card in found}


@lru_cache(maxsize=KEPT)
def deck_of(lesson_id: int) -> RefresherDeck:
    """Return the deck of a lesson (one query, once per process)."""
    return RefresherDeck.objects.get(lesson_id=lesson_id)


def told_cards(lesson: OutlineLesson) -> list[dict[str, Any]]:
    """Return a deck's cards in the language of the outline's lesson."""
    if lesson.is_translated:
        more = translated(lesson.id, lesson.language).more
        if more.get("cards"):
            return list(more["cards"])
    return list(deck_of(lesson.id).cards)


def _deck_lesson(study: Study) -> OutlineLesson | None:
    return next((one for one in study.outline.lessons if one.kind == REFRESHERS), None)


def _cards(study: Study) -> list[DeckCard]:
    lesson = _deck_lesson(study)
    if lesson is None:
        return []
    done = {module.key for module in study.outline.modules if is_done(module, study.done)}
    return [
        DeckCard(
            course_id=study.enrollment.course_id, slug=study.outline.slug, id=card["id"],
            skill=card["skill"], title=card["title"], variants=tuple(card["variants"]),
            language=lesson.language, is_open=card["module"] in done,
        )
        for card in told_cards(lesson)
    ]  # fmt: skip


def is_done(module: OutlineModule, done: frozenset[str]) -> bool:
    """Return whether a module was done: its quizzes, or without one all of it that counts."""
    counting = [lesson for lesson in module.lessons if lesson.move_on != NOT_APPLICABLE]
    quizzes = [lesson for lesson in counting if lesson.kind == "quiz"]
    return bool(counting) and all(lesson.key in done for lesson in quizzes or counting)
