from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from common.models import PublicId
from curricula.models.assignment_rule import AssignmentRule
from curricula.models.curriculum import Curriculum
from people.models import User
from people.roles import Permission
from people.viewer import Viewer


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Words for asking about assignments."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return own ones, and those of people in the viewer's HR scope today."""
        own = Q(person=viewer.user)
        scope = viewer.scope(Permission.FOLLOW_PROGRESS)
        if scope is None:
            return self
        if not scope:
            return self.filter(own)
        followed = User.objects.within(scope, on=viewer.on)
        return self.filter(own | Q(person__in=followed))

    def of_team(self, viewer: Viewer) -> Self:
        """Return those of the people who report to the viewer today."""
        return self.filter(person__in=User.objects.reporting_to(viewer, on=viewer.on))


class Assignment(PublicId):
    """A person owes a curriculum, for as long as at least one grant says why."""

    class State(models.TextChoices):
        """Active while a grant stands."""

        ACTIVE = "active"
        WITHDRAWN = "withdrawn"

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assignments"
    )
    curriculum = models.ForeignKey(Curriculum, on_delete=models.PROTECT, related_name="assignments")
    state = models.CharField(max_length=10, choices=State, default=State.ACTIVE)
    assigned_at = models.DateTimeField()

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "curriculum"], name="curricula_assigned_once")
        ]

    class Privacy:
        personal: ClassVar[dict[str, str]] = {}
        retain: ClassVar = {"id", "uuid", "person", "curriculum", "state", "assigned_at"}

    def audit_label(self) -> str:
        """Return the words that stand for this assignment in the trail."""
        return self.curriculum.title


class AssignmentGrant(models.Model):
    """Why somebody has an assignment: one rule, in words that the learner reads."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="grants")
    rule = models.ForeignKey(AssignmentRule, on_delete=models.PROTECT, related_name="grants")
    why = models.CharField(max_length=700)
    granted_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assignment", "rule"], name="curricula_grant_once")
        ]

    class Privacy:
        personal: ClassVar = {"why": "pseudonymise"}
        retain: ClassVar = {"id", "assignment", "rule", "granted_at", "revoked_at"}
