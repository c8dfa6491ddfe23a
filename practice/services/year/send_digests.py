"""Remind those who asked for it: at their hour, on a working day, twice a week at most, once."""

from __future__ import annotations

import math
from datetime import date, datetime, timedelta
from typing import Any

import structlog
from django.db import transaction
from django.urls import reverse

from enrollments.selectors import my_studies
from notifications.models import Notification
from notifications.services.notify import Message, send_later
from people.viewer import viewer_for
from practice.models import Nudge, YearPlan
from practice.selectors.year.mine import my_practice
from practice.services.year.settings import next_nudge
from practice.spacing import nudges

AT_MOST = 200  # people in one tick; the rest follow with the next
KIND = "practice.digest"
A_DAY = timedelta(days=1)
SECONDS = {"reviews": 60, "boosters": 600, "questions": 60}
log = structlog.get_logger(__name__)


def send_digests(*, at: datetime) -> int:
    """Write the reminders that are due, each in a transaction of its own, and return how many."""
    due = YearPlan.objects.filter(next_nudge_at__lte=at).order_by("next_nudge_at", "id")
    sent = 0
    for plan_id in list(due.values_list("pk", flat=True)[:AT_MOST]):
        try:
            sent += _send_claimed(plan_id, at)
        except Exception:
            log.exception("digest_not_sent", plan_id=plan_id)
            _put_off(plan_id, at)
    return sent


@transaction.atomic
def _send_claimed(plan_id: int, at: datetime) -> bool:
    """Send one person's reminder; whoever holds the row already does the same."""
    rows = YearPlan.objects.select_for_update(of=("self",), skip_locked=True)
    plan = rows.select_related("learner").filter(pk=plan_id, next_nudge_at__lte=at).first()
    if plan is None or plan.next_nudge_at is None:
        return False
    said = _what_waits(plan, at) if _may_go_out(plan, at) else {}
    if said:
        _write(plan, said, at)
    plan.next_nudge_at = next_nudge(plan, after=at)
    plan.nudge_failures, plan.nudge_failed_at = 0, None
    plan.save(update_fields=["next_nudge_at", "nudge_failures", "nudge_failed_at"])
    return bool(said)


@transaction.atomic
def _put_off(plan_id: int, at: datetime) -> None:
    """Let a plan that failed wait: a few tries that day, then the next, and never each tick.

    Operators see how many wait (`failing_reminders`); the others are not held up.
    """
    rows = YearPlan.objects.select_for_update(of=("self",)).select_related("learner")
    plan = rows.filter(pk=plan_id, next_nudge_at__lte=at).first()
    if plan is None:  # stopped, left or sent meanwhile
        return
    plan.nudge_failures, plan.nudge_failed_at = plan.nudge_failures + 1, at
    wait = nudges.wait_after(plan.nudge_failures)
    plan.next_nudge_at = at + wait if wait else _next_day(plan, at)
    plan.save(update_fields=["next_nudge_at", "nudge_failures", "nudge_failed_at"])


def _next_day(plan: YearPlan, at: datetime) -> datetime:
    try:
        return next_nudge(plan, after=at) or at + A_DAY
    except Exception:  # its own days may be what fails
        log.exception("digest_without_a_next_day", plan_id=plan.pk)
        return at + A_DAY


def still_wanted(notification: Notification, at: datetime) -> bool:
    """Return whether a reminder that was written down may still go out: the mail waited meanwhile.

    A mail server that comes back at night finds quiet hours, and whoever stopped has stopped.
    """
    rows = YearPlan.objects.select_related("learner").filter(learner=notification.recipient)
    plan = rows.filter(is_nudged=True, left_at__isnull=True).first()
    return (
        plan is not None and at < notification.created_at + nudges.GRACE and _is_welcome(plan, at)
    )


def _may_go_out(plan: YearPlan, at: datetime) -> bool:
    """Return whether now is a time at which this person wants to hear of us."""
    assert plan.next_nudge_at is not None
    day = at.astimezone(plan.learner.zone()).date()
    return (
        plan.learner.is_active
        and nudges.is_in_time(plan.next_nudge_at, at=at)
        and _is_welcome(plan, at)
        and nudges.has_room(day, sent=_sent(plan))
    )


def _is_welcome(plan: YearPlan, at: datetime) -> bool:
    local = at.astimezone(plan.learner.zone())
    return not plan.days_off.has(local.date()) and not nudges.is_quiet(
        local.hour, quiet_from=plan.quiet_from, quiet_until=plan.quiet_until
    )


def _sent(plan: YearPlan) -> list[date]:
    rows = Nudge.objects.filter(learner=plan.learner).order_by("-sent_on")
    return list(rows.values_list("sent_on", flat=True)[:4])


def _what_waits(plan: YearPlan, at: datetime) -> dict[str, int]:
    """Return how many reviews, boosters and questions wait today; empty when nothing does."""
    learner = plan.learner
    studies = my_studies(viewer_for(learner, on=date.min))
    practice = my_practice(learner, studies, at=at)
    if practice is None:
        return {}
    counts = {
        "reviews": len(practice.asked),
        "boosters": len(practice.year.due_boosters()),
        "questions": len(practice.year.due_questions()),
    }
    return counts if any(counts.values()) else {}


def _write(plan: YearPlan, counts: dict[str, int], at: datetime) -> None:
    """Write the reminder down; a second of the same place or day cannot be written."""
    day = at.astimezone(plan.learner.zone()).date()
    week = nudges.week_of(day)
    place = 1 + Nudge.objects.filter(learner=plan.learner, week=week).count()
    row = Nudge.objects.create(learner=plan.learner, week=week, place=place, sent_on=day)
    seconds = sum(SECONDS[name] * count for name, count in counts.items())
    context: dict[str, Any] = {
        **counts,
        "minutes": math.ceil(seconds / 60),
        "stop_path": reverse("practice:year-stop", args=[plan.stop_token]),
    }
    message = Message(recipient=plan.learner, kind=KIND, key=f"{KIND}:{row.uuid}", context=context)
    send_later([message], at=at)
