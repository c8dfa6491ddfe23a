"""Take in the answer to one refresher: it counts once, within the limits of the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import OperationalError, transaction
from django.db.models import Count
from django.utils.translation import gettext as _
from psycopg2.errors import LockNotAvailable

from common.errors import Busy, InvalidInput
from people.models import User
from practice.models import ReviewCard, ReviewLog, YearPlan
from practice.selectors.year.decks import DeckCard
from practice.selectors.year.mine import seed_of
from practice.services.year.refusals import DayOff, EnoughForToday, NotDue, NotTakingPart
from practice.services.year.start_afresh import start_afresh_if_back
from practice.spacing.answers import quality_of
from practice.spacing.day import MOST_NEW
from practice.spacing.memory import Memory, review
from practice.spacing.rating import Rating, rating_of
from practice.spacing.variants import next_variant


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What was chosen in which variant; `seen` is how many reviews the page knew of."""

    variant: str
    choice: int
    is_sure: bool
    seen: int


def answer_review(*, by: User, card: DeckCard, answer: Answer, at: datetime) -> ReviewLog:
    """Return the review that the answer is; sent twice, or from two tabs, it is the same one.

    Raises a Conflict when nothing may be asked now, and InvalidInput for what is no answer.
    """
    try:
        with transaction.atomic():
            return _answer(by, card, answer, at)
    except OperationalError as error:
        if not isinstance(error.__cause__, LockNotAvailable):
            raise
        raise Busy(_("Something else is being saved here. Please try again.")) from error


def _answer(by: User, card: DeckCard, answer: Answer, at: datetime) -> ReviewLog:
    # All answers of a person wait for one another here: the day's places are counted below.
    plan = YearPlan.objects.select_for_update().filter(learner=by, left_at__isnull=True).first()
    if plan is None:
        raise NotTakingPart
    today = at.astimezone(by.zone()).date()
    row = ReviewCard.objects.filter(learner=by, course_id=card.course_id, card=card.id).first()
    before = _same_review(row, answer)
    if before is not None:
        return before
    row = row or ReviewCard(
        learner=by, course_id=card.course_id, card=card.id, seed=seed_of(by, card), due_on=today
    )
    rating = _rating(row, card, answer)
    if row.due_on > today or not (row.pk or card.is_open):
        raise NotDue
    places = _places(by, plan, today, is_new=row.pk is None)
    start_afresh_if_back(plan=plan, today=today, but=row)
    _remember(row, plan, rating, answer, today)
    return ReviewLog.objects.create(
        learner=by, card=row, ordinal=answer.seen + 1, variant=answer.variant,
        choice=answer.choice, skill=card.skill, rating=rating, is_sure=answer.is_sure,
        reviewed_on=today, reviewed_at=at, daily=plan.daily, **places,
    )  # fmt: skip


def _same_review(row: ReviewCard | None, answer: Answer) -> ReviewLog | None:
    """Return the review that this answer already is: a double click, or another tab."""
    if row is None or answer.seen >= row.reviews:
        return None
    return ReviewLog.objects.filter(card=row, ordinal=answer.seen + 1).first()


def _rating(row: ReviewCard, card: DeckCard, answer: Answer) -> Rating:
    """Return what the answer is worth; only the variant that is asked now can be answered."""
    wanted = next_variant(
        card.variant_ids, latest=row.latest_variant, seed=row.seed, nth=row.reviews
    )
    variant = card.variant(answer.variant)
    if answer.seen != row.reviews or variant is None or answer.variant != wanted:
        raise NotDue
    try:
        quality = quality_of(variant, answer.choice)
    except ValueError as error:
        raise InvalidInput(_("Please choose one of the answers."), field="choice") from error
    return rating_of(quality, is_sure=answer.is_sure)


def _places(by: User, plan: YearPlan, today: date, *, is_new: bool) -> dict[str, Any]:
    """Return the review's places in the day; raises a Conflict when there is none."""
    if plan.days_off.has(today):
        raise DayOff
    counted = ReviewLog.objects.filter(learner=by, reviewed_on=today).aggregate(
        total=Count("id"), new=Count("new_place")
    )
    if counted["total"] >= plan.daily or (is_new and counted["new"] >= MOST_NEW):
        raise EnoughForToday
    return {"place": counted["total"] + 1, "new_place": counted["new"] + 1 if is_new else None}


def _remember(row: ReviewCard, plan: YearPlan, rating: Rating, answer: Answer, today: date) -> None:
    memory = Memory.from_json(row.memory) if row.memory else None
    after = review(memory, rating, on=today, days_off=plan.days_off, seed=row.seed, nth=row.reviews)
    row.memory, row.due_on = after.memory.to_json(), after.due_on
    row.latest_variant, row.reviews = answer.variant, answer.seen + 1
    if memory is None:
        row.save()
        return
    # Compare and set: the lock above already keeps others out, this says so to the database.
    same = ReviewCard.objects.filter(pk=row.pk, reviews=answer.seen)
    if not same.update(
        memory=row.memory, due_on=row.due_on, latest_variant=row.latest_variant, reviews=row.reviews
    ):
        raise NotDue
