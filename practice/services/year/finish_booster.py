"""A booster was done, or left out. Neither counts for anything but oneself."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from people.models import User
from practice.models import Booster, YearPlan
from practice.services.year.refusals import AlreadySaid, NotDue


@transaction.atomic
def finish_booster(
    *, booster: Booster, was_done: bool, skill: str, by: User, at: datetime
) -> Booster:
    """Close a booster once; the same word again changes nothing, another one is refused.

    `skill` is what the booster was about, empty for a general one. Raises NotDue before its day.
    """
    wanted = Booster.State.DONE if was_done else Booster.State.LEFT_OUT
    plan = YearPlan.objects.filter(learner=by, left_at__isnull=True).first()
    if plan is None or booster.due_on > at.astimezone(by.zone()).date():
        raise NotDue
    planned = Booster.objects.filter(pk=booster.pk, learner=by, state=Booster.State.PLANNED)
    changed = planned.update(state=wanted, skill=skill, finished_at=at)
    try:
        booster.refresh_from_db()
    except Booster.DoesNotExist as error:  # the year was deleted meanwhile
        raise NotDue from error
    if not changed and booster.state != wanted:
        raise AlreadySaid
    return booster
