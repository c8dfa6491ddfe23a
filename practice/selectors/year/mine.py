"""Where somebody stands in their practice year: one query for all of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zlib import crc32

from django.db import models
from django.db.models import QuerySet
from django.db.models.functions import Now

from common.compiled_query import CompiledQuery
from enrollments.selectors import Study
from people.models import User
from practice.models import YearPlan
from practice.selectors.year.decks import CardKey, DeckCard, cards_of
from practice.spacing import ahead
from practice.spacing.day import Done, Limits, is_back_after_a_break, overdue, todays
from practice.spacing.variants import next_variant


class _Rows(models.Func):
    output_field = models.JSONField()


class _Cards(_Rows):
    template = (
        "COALESCE((SELECT jsonb_agg(jsonb_build_object('course', c.course_id, 'card', c.card,"
        " 'due_on', c.due_on, 'reviews', c.reviews, 'variant', c.latest_variant, 'seed', c.seed,"
        " 'last_on', c.memory->>'last_on') ORDER BY c.id)"
        " FROM practice_reviewcard c WHERE c.learner_id = %(expressions)s), '[]')"
    )


class _Logs(_Rows):
    # No day holds more than five. Who flew west lives a day twice: tomorrow's five came first.
    template = (
        "COALESCE((SELECT jsonb_agg(jsonb_build_object('on', l.reviewed_on, 'new', l.new_place))"
        " FROM (SELECT reviewed_on, new_place FROM practice_reviewlog"
        " WHERE learner_id = %(expressions)s ORDER BY reviewed_at DESC LIMIT 11) l), '[]')"
    )


class _Boosters(_Rows):
    template = (
        "COALESCE((SELECT jsonb_agg(jsonb_build_object('uuid', b.uuid, 'course', b.course_id,"
        " 'day', b.day, 'due_on', b.due_on, 'state', b.state) ORDER BY b.due_on, b.id)"
        " FROM practice_booster b WHERE b.learner_id = %(expressions)s), '[]')"
    )


class _FollowUps(_Rows):
    template = (
        "COALESCE((SELECT jsonb_agg(jsonb_build_object('uuid', f.uuid, 'due_on', f.due_on)"
        " ORDER BY f.due_on, f.id) FROM practice_followup f"
        " JOIN practice_intention i ON i.id = f.intention_id"
        " WHERE i.learner_id = %(expressions)s AND f.answer = ''), '[]')"
    )


@dataclass(frozen=True, slots=True)
class CardState:
    """What is stored of a card that was reviewed before."""

    due_on: date
    reviews: int
    variant: str
    seed: int
    last_on: date | None


@dataclass(frozen=True, slots=True)
class BoosterState:
    """A booster as the overview shows it."""

    uuid: UUID
    course_id: int
    day: int
    due_on: date
    state: str


@dataclass(frozen=True, slots=True)
class Question:
    """A follow-up that was not answered yet."""

    uuid: UUID
    due_on: date


@dataclass(frozen=True)
class Year:
    """Somebody's practice year as of a moment; `today` is the day in their own zone."""

    plan: YearPlan
    at: datetime
    today: date
    states: Mapping[CardKey, CardState]
    done: Done
    boosters: tuple[BoosterState, ...]
    questions: tuple[Question, ...]

    @property
    def limits(self) -> Limits:
        """Return how many reviews a day this person wants."""
        return Limits(daily=self.plan.daily)

    @property
    def is_day_off(self) -> bool:
        """Return whether today is one of the person's days off."""
        return self.plan.days_off.has(self.today)

    def due_boosters(self) -> list[BoosterState]:
        """Return the booster that waits in each course today; none on a day off.

        Only the latest one waits: whoever missed the earlier ones finds no pile.
        """
        come = [one for one in self.boosters if one.due_on <= self.today]
        latest = {one.course_id: one for one in sorted(come, key=lambda one: one.day)}
        planned = [one for one in latest.values() if one.state == "planned"]
        return [] if self.is_day_off else planned

    def due_questions(self) -> list[Question]:
        """Return the follow-ups that wait today; none on a day off."""
        return [] if self.is_day_off else [q for q in self.questions if q.due_on <= self.today]

    def due(self, cards: Mapping[CardKey, DeckCard]) -> dict[CardKey, date]:
        """Return when the cards are due that were begun and still exist."""
        return {key: state.due_on for key, state in self.states.items() if key in cards}

    def asked(self, cards: Mapping[CardKey, DeckCard]) -> list[DeckCard]:
        """Return what is still asked today, in order."""
        new = [key for key, card in cards.items() if card.is_open and key not in self.states]
        keys = todays(
            today=self.today, due=self.due(cards), new=new, done=self.done, limits=self.limits,
            days_off=self.plan.days_off,
        )  # fmt: skip
        return [cards[key] for key in keys]

    def late(self, cards: Mapping[CardKey, DeckCard]) -> int:
        """Return how many cards wait from earlier days."""
        return overdue(self.due(cards).values(), today=self.today)

    def ahead(self, cards: Mapping[CardKey, DeckCard], *, days: int) -> list[tuple[date, int]]:
        """Return how many reviews each of the next days will really hold, today first."""
        placed = ahead.spread(
            self.due(cards), today=self.today, daily=self.limits.daily,
            days_off=self.plan.days_off, taken={self.today: self.done.total},
        )  # fmt: skip
        return ahead.days_ahead(placed, today=self.today, days=days)

    def is_back(self) -> bool:
        """Return whether a working week or more went by since the latest review."""
        days = [state.last_on for state in self.states.values() if state.last_on]
        last = max(days, default=None)
        return is_back_after_a_break(last, today=self.today, days_off=self.plan.days_off)

    def variant_of(self, card: DeckCard, *, learner: User) -> tuple[str, int]:
        """Return which variant of a card comes next, and how many reviews it had."""
        state = self.states.get(card.key)
        seed = state.seed if state else seed_of(learner, card)
        nth = state.reviews if state else 0
        latest = state.variant if state else ""
        return next_variant(card.variant_ids, latest=latest, seed=seed, nth=nth), nth


def seed_of(learner: User, card: DeckCard) -> int:
    """Return the seed of somebody's card: the same before and after it is stored."""
    return crc32(f"{learner.uuid}/{card.slug}/{card.id}".encode()) & 0x7FFFFFFF


_SOMEBODY = -1
_TOLD = ("cards", "logs", "boosters", "questions")


def _plans() -> QuerySet[YearPlan]:
    return YearPlan.objects.filter(learner=_SOMEBODY, left_at__isnull=True).annotate(
        read_at=Now(), cards=_Cards("learner_id"), logs=_Logs("learner_id"),
        boosters=_Boosters("learner_id"), questions=_FollowUps("learner_id"),
    )  # fmt: skip


# Today asks it of everybody, most of whom take no part.
_MINE = CompiledQuery(_plans, marks={"learner": _SOMEBODY})


def my_year(learner: User, *, at: datetime | None = None) -> Year | None:
    """Return where somebody stands, or None for who does not take part (one query).

    Without a moment it is the database's own time that counts.
    """
    rows: list[Any] = list(_MINE.rows(learner=learner.pk))
    if not rows:
        return None
    for name in _TOLD:  # a raw row holds JSON as its text
        setattr(rows[0], name, json.loads(getattr(rows[0], name)))
    return _year(rows[0], learner, at or rows[0].read_at)


def _year(row: Any, learner: User, at: datetime) -> Year:
    today = at.astimezone(learner.zone()).date()
    logs = [log for log in row.logs if date.fromisoformat(log["on"]) == today]
    return Year(
        plan=row,
        at=at,
        today=today,
        states={(card["course"], card["card"]): _card(card) for card in row.cards},
        done=Done(len(logs), sum(log["new"] is not None for log in logs)),
        boosters=tuple(_booster(one) for one in row.boosters),
        questions=tuple(
            Question(UUID(one["uuid"]), date.fromisoformat(one["due_on"])) for one in row.questions
        ),
    )


def _card(stored: dict[str, Any]) -> CardState:
    last = stored["last_on"]
    return CardState(
        due_on=date.fromisoformat(stored["due_on"]), reviews=stored["reviews"],
        variant=stored["variant"], seed=stored["seed"],
        last_on=date.fromisoformat(last) if last else None,
    )  # fmt: skip


def _booster(stored: dict[str, Any]) -> BoosterState:
    return BoosterState(
        uuid=UUID(stored["uuid"]), course_id=stored["course"], day=stored["day"],
        due_on=date.fromisoformat(stored["due_on"]), state=stored["state"],
    )  # fmt: skip


@dataclass(frozen=True)
class Practice:
    """Today's practice: what the block on Today and the overview show."""

    year: Year
    cards: Mapping[CardKey, DeckCard]
    asked: list[DeckCard]

    @property
    def next_on(self) -> date | None:
        """Return the next day on which anything comes, after today."""
        return next((day for day, count in self.ahead(days=120)[1:] if count), None)

    def ahead(self, *, days: int) -> list[tuple[date, int]]:
        """Return how many reviews each of the next days holds."""
        return self.year.ahead(self.cards, days=days)


def my_practice(
    learner: User, studies: Iterable[Study], *, at: datetime | None = None
) -> Practice | None:
    """Return today's practice of somebody, or None for who does not take part (one query)."""
    year = my_year(learner, at=at)
    if year is None:
        return None
    cards = cards_of(studies)
    return Practice(year, cards, year.asked(cards))
