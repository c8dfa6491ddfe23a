"""Take part in the practice year, or stop taking part. Both are the learner's own decision."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from common.errors import Busy
from people.models import User
from practice.models import YearPlan
from practice.services.year.plan_boosters import plan_for_completed


@transaction.atomic
def join(*, by: User, at: datetime) -> YearPlan:
    """Begin, or begin again with all that was remembered; joining twice changes nothing."""
    YearPlan.objects.get_or_create(learner=by, defaults={"joined_at": at})
    plan = YearPlan.objects.select_for_update(of=("self",)).filter(learner=by).first()
    if plan is None:  # deleted in another tab at this very moment
        raise Busy(_("Something else is being saved right now. Please try again."))
    if plan.left_at is not None:
        plan.left_at = None
        plan.save(update_fields=["left_at"])
    plan_for_completed(plan=plan, at=at)
    return plan


@transaction.atomic
def leave(*, by: User, at: datetime) -> None:
    """Stop: nothing is asked and no reminder is sent any more; what was remembered is kept."""
    YearPlan.objects.filter(learner=by, left_at__isnull=True).update(
        left_at=at, is_nudged=False, next_nudge_at=None, nudge_failures=0, nudge_failed_at=None
    )
