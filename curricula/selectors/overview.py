"""Curricula at a glance, and what became of a rule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import CharField, Count, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from curricula.models import (
    AssignmentGrant,
    AssignmentRule,
    Curriculum,
    CurriculumCourse,
    Cycle,
)
from notifications.models import Notification
from people.viewer import Viewer

RULES_SHOWN = 8


@dataclass(frozen=True)
class CurriculumLine:
    """A curriculum with its courses, and how many of the viewer's people have it."""

    curriculum: Curriculum
    courses: list[CurriculumCourse]
    people: int
    completed: int

    @property
    def is_assignable(self) -> bool:
        """Return whether every course of it is published."""
        return bool(self.courses) and all(
            place.course.effective_version_id for place in self.courses
        )


def curricula_for(viewer: Viewer) -> list[CurriculumLine]:
    """Return all curricula with the state of the viewer's people (three queries)."""
    places = CurriculumCourse.objects.select_related("course__effective_version")
    rows = Curriculum.objects.order_by("title").prefetch_related(
        Prefetch("places", places.order_by("ordinal"), to_attr="ordered")
    )
    counts = {
        key: (total, done)
        for key, total, done in Cycle.objects.current()
        .followed_by(viewer)
        .values_list("assignment__curriculum")
        .annotate(total=Count("id"), done=Count("id", filter=Q(state=Cycle.State.SATISFIED)))
    }
    return [CurriculumLine(row, row.ordered, *counts.get(row.pk, (0, 0))) for row in rows]


def latest_rules(viewer: Viewer) -> list[AssignmentRule]:
    """Return what the viewer assigned latest, with the number of people (one query)."""
    mine = AssignmentRule.objects.visible_to(viewer).filter(created_by=viewer.user)
    rows = mine.select_related("curriculum")
    counted = rows.annotate(people=Count("grants"))
    return list(counted.order_by("-created_at", "-id")[:RULES_SHOWN])


@dataclass(frozen=True)
class RuleFacts:
    """What a rule did: who gained a reason, who got a cycle, who was told."""

    people: int
    opened: int
    undated: int
    finished: int
    kept: int
    told: int
    waiting: int
    undoable_until: datetime


def messages_of(cycles: QuerySet[Cycle]) -> QuerySet[Notification]:
    """Return the messages that told people of these cycles."""
    keys = cycles.annotate(
        message_key=Concat(
            Value("assignment.new:"), Cast("uuid", CharField()),
            Value(":"), Cast("rule_id", CharField()),
        )
    )  # fmt: skip
    return Notification.objects.filter(key__in=keys.order_by().values("message_key"))


def rule_facts(rule: AssignmentRule, *, undoable_until: datetime) -> RuleFacts:
    """Return the figures of one rule (three queries)."""
    grants = AssignmentGrant.objects.filter(rule=rule).aggregate(
        people=Count("id"), kept=Count("id", filter=Q(revoked_at__isnull=True))
    )
    cycles = Cycle.objects.filter(rule=rule).aggregate(
        opened=Count("id"),
        undated=Count("id", filter=Q(due_on__isnull=True)),
        finished=Count("id", filter=Q(satisfied_at__lte=rule.created_at)),
    )
    messages = messages_of(Cycle.objects.filter(rule=rule)).aggregate(
        told=Count("id", filter=Q(sent_at__isnull=False)),
        waiting=Count("id", filter=Q(sent_at__isnull=True, not_sent_reason="")),
    )
    return RuleFacts(**grants, **cycles, **messages, undoable_until=undoable_until)
