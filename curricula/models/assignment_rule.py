from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from common.models import PublicId
from curricula.models.curriculum import Curriculum
from people.roles import Permission
from people.viewer import Viewer


class AssignmentRuleQuerySet(models.QuerySet["AssignmentRule"]):
    """Words for asking about rules."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return the viewer's own; who may assign everywhere sees all."""
        scope = viewer.scope(Permission.ASSIGN_CURRICULUM)
        return self if scope is None else self.filter(created_by=viewer.user)


class AssignmentRule(PublicId):
    """Whom HR meant and by when: the audience in words and data, and how the due date follows."""

    class Anchor(models.TextChoices):
        """What a due date counts from."""

        FIXED = "fixed"
        HIRED = "hired"
        ASSIGNED = "assigned"

    class State(models.TextChoices):
        """Applied, or undone within the hour."""

        APPLIED = "applied"
        UNDONE = "undone"

    curriculum = models.ForeignKey(Curriculum, on_delete=models.PROTECT, related_name="rules")
    audience = models.JSONField()
    audience_words = models.CharField(max_length=300)
    anchor = models.CharField(max_length=10, choices=Anchor)
    due_on = models.DateField(null=True, blank=True)
    offset_days = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True, default="")
    state = models.CharField(max_length=8, choices=State, default=State.APPLIED)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assignment_rules"
    )
    created_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = AssignmentRuleQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="curricula_rule_date_or_offset",
                condition=Q(anchor="fixed", due_on__isnull=False, offset_days__isnull=True)
                | (
                    Q(anchor__in=["hired", "assigned"])
                    & Q(due_on__isnull=True, offset_days__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="curricula_rule_undone_at",
                condition=Q(state="undone", undone_at__isnull=False)
                | Q(state="applied", undone_at__isnull=True),
            ),
        ]

    class Privacy:
        personal: ClassVar = {"note": "pseudonymise"}
        retain: ClassVar = {
            "id", "uuid", "curriculum", "audience", "audience_words", "anchor", "due_on",
            "offset_days", "state", "created_by", "created_at", "undone_at",
        }  # fmt: skip

    def audit_label(self) -> str:
        """Return the words that stand for this rule in the trail."""
        return f"{self.curriculum.title} for {self.audience_words}"
