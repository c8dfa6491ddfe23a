"""How somebody wants to practice: how much, on which days, and whether to be reminded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from common.errors import InvalidInput
from people.models import User
from practice.models import Nudge, YearPlan
from practice.services.year.refusals import NotTakingPart
from practice.spacing import nudges
from practice.spacing.day import MOST_DAILY
from practice.spacing.working_days import LONGEST_AWAY


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What the form asks. Weekdays by ISO number; hours 0 to 23 in the person's own zone."""

    daily: int
    weekdays_off: frozenset[int]
    away_from: date | None
    away_until: date | None


@dataclass(frozen=True, kw_only=True)
class NudgeWishes:
    """Whether and when somebody wants a reminder by email."""

    is_nudged: bool
    hour: int
    quiet_from: int
    quiet_until: int


@transaction.atomic
def set_days(*, wishes: Wishes, by: User, at: datetime) -> YearPlan:
    """Store how much and on which days; raises InvalidInput that names the field."""
    _check(wishes)
    plan = _plan(by)
    plan.daily, plan.weekdays_off = wishes.daily, sorted(wishes.weekdays_off)
    plan.away_from_on, plan.away_until_on = wishes.away_from, wishes.away_until
    _plan_nudges(plan, at)
    plan.save()
    return plan


@transaction.atomic
def set_nudges(*, wishes: NudgeWishes, by: User, at: datetime) -> YearPlan:
    """Store whether and when to remind; the hour must not lie in the quiet ones."""
    hours = (wishes.hour, wishes.quiet_from, wishes.quiet_until)
    if not all(0 <= hour <= 23 for hour in hours):
        raise InvalidInput(_("Choose a full hour of the day."), field="hour")
    if nudges.is_quiet(wishes.hour, quiet_from=wishes.quiet_from, quiet_until=wishes.quiet_until):
        raise InvalidInput(_("This hour lies in your quiet hours."), field="hour")
    plan = _plan(by)
    plan.is_nudged, plan.nudge_hour = wishes.is_nudged, wishes.hour
    plan.quiet_from, plan.quiet_until = wishes.quiet_from, wishes.quiet_until
    _plan_nudges(plan, at)
    plan.save()
    return plan


@transaction.atomic
def stop_nudges(*, token: UUID) -> bool:
    """Stop the reminders that carry this token and return whether anybody has it; no sign-in."""
    found = YearPlan.objects.filter(stop_token=token)
    return bool(
        found.update(is_nudged=False, next_nudge_at=None, nudge_failures=0, nudge_failed_at=None)
    )


def next_nudge(plan: YearPlan, *, after: datetime) -> datetime | None:
    """Return when the next reminder may go out, in UTC; None when none is wanted."""
    if not plan.is_nudged or not plan.is_open:
        return None
    rows = Nudge.objects.filter(learner=plan.learner).order_by("-sent_on")
    return nudges.next_at(
        after=after, zone=plan.learner.zone(), hour=plan.nudge_hour, days_off=plan.days_off,
        sent=list(rows.values_list("sent_on", flat=True)[:4]),
    )  # fmt: skip


def _plan_nudges(plan: YearPlan, at: datetime) -> None:
    """Count the next reminder from these wishes; what failed before them is over."""
    plan.next_nudge_at = next_nudge(plan, after=at)
    plan.nudge_failures, plan.nudge_failed_at = 0, None


def _plan(by: User) -> YearPlan:
    rows = YearPlan.objects.select_for_update(of=("self",)).select_related("learner")
    plan = rows.filter(learner=by, left_at__isnull=True).first()
    if plan is None:
        raise NotTakingPart
    return plan


def _check(wishes: Wishes) -> None:
    if not 1 <= wishes.daily <= MOST_DAILY:
        raise InvalidInput(
            _("Choose a number from 1 to %(most)d.") % {"most": MOST_DAILY}, field="daily"
        )
    if not wishes.weekdays_off < frozenset(range(1, 8)):
        raise InvalidInput(_("Leave at least one day of the week."), field="weekdays_off")
    if (wishes.away_from is None) != (wishes.away_until is None):
        raise InvalidInput(_("Give both days, or none."), field="away_until")
    if wishes.away_from and wishes.away_until:
        days = (wishes.away_until - wishes.away_from).days
        if not 0 <= days < LONGEST_AWAY:
            raise InvalidInput(
                _("The last day is the same or later, and within a year."), field="away_until"
            )
