from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from common.models import PublicId
from curricula.models.assignment import Assignment
from curricula.models.assignment_rule import AssignmentRule
from enrollments.models import Enrollment


class Cycle(PublicId):
    """One round of an assignment: opens, falls due, is satisfied. A satisfied one is read-only."""

    class State(models.TextChoices):
        """Open until satisfied or withdrawn."""

        OPEN = "open"
        SATISFIED = "satisfied"
        WITHDRAWN = "withdrawn"

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="cycles")
    rule = models.ForeignKey(AssignmentRule, on_delete=models.PROTECT, related_name="cycles")
    ordinal = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    opens_on = models.DateField()
    # `rule` opened the cycle and decided its date; later rules only add a reason.
    # The due date is a local date with its zone; `due_at` is the first instant of the day after.
    due_on = models.DateField(null=True, blank=True)
    zone = models.CharField(max_length=64, default="UTC")
    due_at = models.DateTimeField(null=True, blank=True)
    satisfied_at = models.DateTimeField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["assignment", "ordinal"], name="curricula_cycle_ordinal_once"
            ),
            models.UniqueConstraint(
                fields=["assignment"], name="curricula_one_open_cycle", condition=Q(state="open")
            ),
            models.CheckConstraint(
                name="curricula_cycle_satisfied_at",
                condition=Q(state="satisfied", satisfied_at__isnull=False)
                | (~Q(state="satisfied") & Q(satisfied_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="curricula_cycle_due_pair",
                condition=Q(due_on__isnull=True, due_at__isnull=True)
                | Q(due_on__isnull=False, due_at__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["due_at"], name="curricula_open_due", condition=Q(state="open"))
        ]

    class Privacy:
        personal: ClassVar[dict[str, str]] = {}
        retain: ClassVar = {
            "id", "uuid", "assignment", "rule", "ordinal", "state", "opens_on", "due_on", "zone",
            "due_at", "satisfied_at", "expires_on",
        }  # fmt: skip

    def audit_label(self) -> str:
        """Return the words that stand for this cycle in the trail."""
        return f"{self.assignment.curriculum.title}, cycle {self.ordinal}"


class CycleEnrollment(models.Model):
    """Which enrollment serves which course of a cycle."""

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="places")
    enrollment = models.ForeignKey(Enrollment, on_delete=models.PROTECT, related_name="cycles")
    is_required = models.BooleanField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cycle", "enrollment"], name="curricula_cycle_enrollment_once"
            )
        ]

    class Privacy:
        personal: ClassVar[dict[str, str]] = {}
        retain: ClassVar = {"id", "cycle", "enrollment", "is_required"}
