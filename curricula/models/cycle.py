from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When

from common.models import PublicId
from curricula.due_dates import SOON_DAYS, Standing
from curricula.models.assignment import Assignment
from curricula.models.assignment_rule import AssignmentRule
from enrollments.models import Enrollment
from people.models import User
from people.roles import Permission
from people.viewer import Viewer


class LocalDay(models.Func):
    """The day it is at an instant in a zone: `LocalDay(Value(at), F("zone"))`."""

    template = "((%(expressions)s)::date)"
    arg_joiner = " AT TIME ZONE "
    output_field = models.DateField()


def no_longer_counts(*, at: datetime, cycle: str = "") -> Q:
    """Return the condition that what was done has expired; `cycle` is the way to it, with `__`."""
    return Q((f"{cycle}expires_on__lt", LocalDay(Value(at), F(f"{cycle}zone"))))


class CycleQuerySet(models.QuerySet["Cycle"]):
    """Words for asking who owes what, and where they stand."""

    def current(self) -> Self:
        """Return the one cycle that counts now of each active assignment of an active person."""
        newer = Cycle.objects.filter(
            assignment=OuterRef("assignment"), ordinal__gt=OuterRef("ordinal")
        )
        return self.filter(
            ~Exists(newer.exclude(state=Cycle.State.WITHDRAWN)),
            assignment__state=Assignment.State.ACTIVE,
            assignment__person__is_active=True,
        ).exclude(state=Cycle.State.WITHDRAWN)

    def of(self, viewer: Viewer) -> Self:
        """Return the viewer's own."""
        return self.filter(assignment__person=viewer.user)

    def followed_by(self, viewer: Viewer) -> Self:
        """Return those of the people in the viewer's HR scope today."""
        scope = viewer.scope(Permission.FOLLOW_PROGRESS)
        if scope is None:
            return self
        return self.filter(assignment__person__in=User.objects.within(scope, on=viewer.on))

    def of_team(self, viewer: Viewer) -> Self:
        """Return those of the people who report to the viewer today."""
        team = User.objects.reporting_to(viewer, on=viewer.on)
        return self.filter(assignment__person__in=team)

    def with_standing(self, *, at: datetime) -> Self:
        """Add `standing` at that instant, by the rules of `due_dates.standing`."""
        soon = LocalDay(Value(at), F("zone")) + Value(SOON_DAYS)
        return self.annotate(
            standing=Case(
                When(no_longer_counts(at=at), then=Value(Standing.EXPIRED.value)),
                When(state=Cycle.State.SATISFIED, then=Value(Standing.COMPLETED.value)),
                When(due_at__lte=at, then=Value(Standing.OVERDUE.value)),
                When(
                    due_on__lte=models.ExpressionWrapper(soon, models.DateField()),
                    then=Value(Standing.DUE_SOON.value),
                ),
                default=Value(Standing.ON_TRACK.value),
                output_field=models.CharField(),
            )
        )

    def standing_at(self, standing: str) -> Self:
        """Return those `with_standing()` that stand there."""
        return self.filter(Q(("standing", standing)))


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
    # `rule` opened the cycle and decided its date; a later one adds a reason, and takes over when
    # that one is undone.
    # The due date is a local date with its zone; `due_at` is the first instant of the day after.
    due_on = models.DateField(null=True, blank=True)
    zone = models.CharField(max_length=64, default="UTC")
    due_at = models.DateTimeField(null=True, blank=True)
    satisfied_at = models.DateTimeField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)

    # Given by `with_standing()`.
    standing: str

    objects = CycleQuerySet.as_manager()

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
