"""Plan the boosters of a course, once a person, when both have happened: completed and joined."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from courses.models import Lesson
from enrollments.models import CompletionRecord
from practice.models import Booster, YearPlan
from practice.selectors.year.decks import REFRESHERS
from practice.spacing.boosters import due_days


def plan_for_completed(*, plan: YearPlan, at: datetime) -> int:
    """Plan the boosters of every completed course that has refreshers; return how many are new."""
    taught = Lesson.objects.filter(kind=REFRESHERS).values("version_id")
    rows = CompletionRecord.objects.filter(learner=plan.learner, version_id__in=taught)
    return sum(
        _plan(plan, completion, at) for completion in rows.select_related("enrollment", "learner")
    )


def plan_owed(payload: dict[str, Any], _: None, at: datetime) -> None:
    """Plan what one CourseCompleted owes; whoever did not join is asked nothing."""
    completions = CompletionRecord.objects.select_related("enrollment", "learner")
    completion = completions.get(uuid=payload["completion_uuid"])
    # Held, so that who deletes their year at the same time finds all of it, or leaves none.
    plans = YearPlan.objects.select_for_update(of=("self",))
    plan = plans.filter(learner=completion.learner, left_at__isnull=True).first()
    has_deck = Lesson.objects.filter(version_id=completion.version_id, kind=REFRESHERS).exists()
    if plan is not None and has_deck:
        _plan(plan, completion, at)


@transaction.atomic
def _plan(plan: YearPlan, completion: CompletionRecord, at: datetime) -> int:
    """Write the three rows unless they are there: a retake of the course brings no second set."""
    zone = completion.learner.zone()
    began = max(completion.completed_at, plan.joined_at).astimezone(zone).date()
    course_id = completion.enrollment.course_id
    planned = due_days(began, days_off=plan.days_off)
    before = Booster.objects.filter(learner=completion.learner, course_id=course_id).count()
    Booster.objects.bulk_create(
        [
            Booster(learner=completion.learner, course_id=course_id, day=day, due_on=due_on)
            for day, due_on in planned.items()
        ],
        ignore_conflicts=True,
    )
    return len(planned) - before
