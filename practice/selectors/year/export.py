"""All that the practice year holds of somebody, for them to take along."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch

from people.models import User
from practice.models import (
    Booster,
    FollowUp,
    Intention,
    Nudge,
    ReviewCard,
    ReviewLog,
    YearPlan,
)
from practice.selectors.year.rows import note_of, sentence_of
from practice.selectors.year.self_checks import all_self_checks


def everything_of(learner: User) -> dict[str, Any]:
    """Return all of somebody's own in plain words, as JSON can hold it (eight queries).

    A text whose key is not here is empty, and `cannot_be_opened` says so.
    """
    plan = YearPlan.objects.filter(learner=learner).first()
    reminders = Nudge.objects.filter(learner=learner).order_by("sent_on")
    return {
        "plan": _plan(plan) if plan else None,
        **_practice(learner),
        "reminders": list(reminders.values_list("sent_on", flat=True)),
        "sentences": _sentences(learner),
        "self_checks": [
            {"taken_at": one.taken_at, "scores": one.scores, "cannot_be_opened": not one.scores}
            for one in all_self_checks(learner)
        ],
    }


def _practice(learner: User) -> dict[str, Any]:
    cards = ReviewCard.objects.filter(learner=learner).order_by("id")
    reviews = ReviewLog.objects.filter(learner=learner).order_by("id")
    boosters = Booster.objects.filter(learner=learner).order_by("due_on", "id")
    return {
        "cards": list(
            cards.values("course__slug", "card", "due_on", "reviews", "latest_variant", "memory")
        ),
        "reviews": list(
            reviews.values(
                "card__course__slug", "card__card", "variant", "choice", "skill", "rating",
                "is_sure", "reviewed_at",
            )
        ),
        "boosters": list(
            boosters.values("course__slug", "day", "due_on", "state", "skill", "finished_at")
        ),
    }  # fmt: skip


def _plan(plan: YearPlan) -> dict[str, Any]:
    names = (
        "joined_at", "left_at", "daily", "weekdays_off", "away_from_on", "away_until_on",
        "is_nudged", "nudge_hour", "quiet_from", "quiet_until",
    )  # fmt: skip
    return {name: getattr(plan, name) for name in names}


def _sentences(learner: User) -> list[dict[str, Any]]:
    in_order = Prefetch("follow_ups", queryset=FollowUp.objects.order_by("day"))
    rows = Intention.objects.filter(learner=learner).prefetch_related(in_order).order_by("id")
    return [_sentence(row) for row in rows]


def _sentence(row: Intention) -> dict[str, Any]:
    told = sentence_of(row, *row.follow_ups.all())
    return {
        "when": told.when,
        "then": told.then,
        "written_at": row.written_at,
        "cannot_be_opened": not told.is_readable,
        "follow_ups": [_follow_up(one) for one in told.follow_ups],
    }


def _follow_up(row: FollowUp) -> dict[str, Any]:
    note = note_of(row)
    return {
        "day": row.day, "due_on": row.due_on, "answer": row.answer,
        "answered_at": row.answered_at, "note": note or "", "cannot_be_opened": note is None,
    }  # fmt: skip
