"""Single rows of the practice year, for their owner only; absent, foreign and malformed are 404."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Exists, Prefetch, Q
from django.shortcuts import get_object_or_404

from common.private_text import UnreadablePrivateText
from people.models import User
from practice.models import (
    Booster,
    FollowUp,
    Intention,
    ReviewCard,
    ReviewLog,
    SelfCheck,
    YearPlan,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """An intention as its owner reads it."""

    row: Intention
    when: str
    then: str
    follow_ups: tuple[FollowUp, ...]

    @property
    def is_readable(self) -> bool:
        """Return whether the key that sealed it is here."""
        return bool(self.when)


def my_review(learner: User, uuid: UUID) -> ReviewLog:
    """Return one of somebody's reviews with its card (one query)."""
    return get_object_or_404(ReviewLog.objects.select_related("card"), uuid=uuid, learner=learner)


def my_booster(learner: User, uuid: UUID) -> Booster:
    """Return one of somebody's boosters with its course, and when it was read (one query)."""
    rows = Booster.objects.select_related("course").with_clock()
    return get_object_or_404(rows, uuid=uuid, learner=learner)


def my_intention(learner: User, uuid: UUID) -> Intention:
    """Return one of somebody's sentences, sealed (one query)."""
    return get_object_or_404(Intention, uuid=uuid, learner=learner)


def my_follow_up(learner: User, uuid: UUID) -> FollowUp:
    """Return one of somebody's follow-ups with its sentence, sealed (one query)."""
    rows = FollowUp.objects.select_related("intention")
    return get_object_or_404(rows, uuid=uuid, intention__learner=learner)


def my_sentences(learner: User) -> list[Sentence]:
    """Return somebody's sentences, unsealed, newest first (two queries)."""
    in_order = Prefetch("follow_ups", queryset=FollowUp.objects.order_by("day"))
    rows = Intention.objects.filter(learner=learner).prefetch_related(in_order)
    return [sentence_of(row, *row.follow_ups.all()) for row in rows.order_by("-written_at")]


def sentence_of(row: Intention, *follow_ups: FollowUp) -> Sentence:
    """Return a sentence unsealed, or say that it cannot be read."""
    try:
        return Sentence(row, row.when, row.then, follow_ups)
    except UnreadablePrivateText:
        return Sentence(row, "", "", follow_ups)


def note_of(row: FollowUp) -> str | None:
    """Return what somebody noted about their sentence; None where its key is not here."""
    try:
        return row.note
    except UnreadablePrivateText:
        return None


def my_plan(learner: User) -> YearPlan | None:
    """Return somebody's plan while they take part (one query)."""
    return YearPlan.objects.filter(learner=learner, left_at__isnull=True).first()


def keeps_anything(learner: User) -> bool:
    """Return whether anything of a practice year is kept of somebody (one query)."""
    kept = [
        Exists(model.objects.filter(learner=learner))
        for model in (YearPlan, ReviewCard, Booster, Intention, SelfCheck)
    ]
    return bool(User.objects.filter(reduce(or_, map(Q, kept)), pk=learner.pk).exists())


def plan_of_token(token: UUID) -> YearPlan | None:
    """Return the plan whose reminders this secret stops (one query)."""
    return YearPlan.objects.filter(stop_token=token).first()
