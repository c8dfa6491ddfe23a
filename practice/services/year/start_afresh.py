"""A fresh start: what waited too long is spread over days that have room for it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from enrollments.models import Enrollment
from people.models import User
from practice.models import ReviewCard, ReviewLog, YearPlan
from practice.services.year.refusals import NotTakingPart
from practice.spacing import ahead
from practice.spacing.day import is_back_after_a_break


@transaction.atomic
def start_afresh(*, by: User, at: datetime) -> int:
    """Leave no card late and return how many moved; pressed twice, the second moves none."""
    plan = YearPlan.objects.select_for_update().filter(learner=by, left_at__isnull=True).first()
    if plan is None:
        raise NotTakingPart
    return _spread(plan, at.astimezone(by.zone()).date())


def start_afresh_if_back(*, plan: YearPlan, today: date, but: ReviewCard) -> None:
    """Do the same by itself when somebody comes back after a working week or more.

    `but` is the card that is being answered. The caller holds the plan's row.
    """
    latest = ReviewLog.objects.filter(learner=plan.learner).order_by("-reviewed_at")
    last_on = latest.values_list("reviewed_on", flat=True).first()
    if is_back_after_a_break(last_on, today=today, days_off=plan.days_off):
        _spread(plan, today, but=but, done=1)


def _spread(plan: YearPlan, today: date, *, but: ReviewCard | None = None, done: int = 0) -> int:
    rows = {row.pk: row for row in _asked_of(plan.learner)}
    if but is not None:
        rows.pop(but.pk, None)
    if not done:
        done = ReviewLog.objects.filter(learner=plan.learner, reviewed_on=today).count()
    moved = ahead.fresh_start(
        {key: row.due_on for key, row in rows.items()},
        today=today, daily=plan.daily, days_off=plan.days_off, done=done,
    )  # fmt: skip
    for key, day in moved.items():
        rows[key].due_on = day
    ReviewCard.objects.bulk_update([rows[key] for key in moved], ["due_on"])
    return len(moved)


def _asked_of(learner: User) -> QuerySet[ReviewCard]:
    """Return somebody's cards of the courses they study; others would take places for nothing."""
    studied = Enrollment.objects.filter(learner=learner, course=OuterRef("course")).studied()
    return ReviewCard.objects.filter(Exists(studied), learner=learner)
