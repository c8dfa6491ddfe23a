"""Take part in the practice year, or stop taking part. Both are the learner's own decision."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from people.models import User
from practice.models import YearPlan
from practice.services.year.plan_boosters import plan_for_completed


@transaction.atomic
def join(*, by: User, at: datetime) -> YearPlan:
    """Begin, or begin again with all that was remembered; joining twice changes nothing."""
    plan, _ = YearPlan.objects.get_or_create(learner=by, defaults={"joined_at": at})
    YearPlan.objects.filter(pk=plan.pk, left_at__isnull=False).update(left_at=None)
    plan.refresh_from_db()
    plan_for_completed(plan=plan, at=at)
    return plan


@transaction.atomic
def leave(*, by: User, at: datetime) -> None:
    """Stop: nothing is asked and no reminder is sent any more; what was remembered is kept."""
    YearPlan.objects.filter(learner=by, left_at__isnull=True).update(
        left_at=at, is_nudged=False, next_nudge_at=None
    )
