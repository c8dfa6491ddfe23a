from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce

from common.models import PublicId
from people.roles import ROLES, Role


class RoleGrant(PublicId):
    """A role given to a person for a department and all below it (none: everywhere) and a time."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="role_grants"
    )
    role = models.CharField(max_length=20, choices=[(r.value, ROLES[r].label) for r in Role])
    department = models.ForeignKey(
        "people.Department", null=True, blank=True, on_delete=models.PROTECT,
        related_name="role_grants",
    )  # fmt: skip
    valid = DateRangeField()
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT,
        related_name="granted_roles",
    )  # fmt: skip

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="people_grant_once",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (Coalesce(F("department_id"), Value(0)), RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
            # An auditor judges what HR and admins do, so nobody is both at the same time.
            ExclusionConstraint(
                name="people_auditor_stands_apart",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    (
                        Case(When(role=Role.AUDITOR.value, then=Value(1)), default=Value(2)),
                        RangeOperators.NOT_EQUAL,
                    ),
                    ("valid", RangeOperators.OVERLAPS),
                ],
                condition=Q(role__in=[Role.AUDITOR.value, Role.HR.value, Role.ADMIN.value]),
            ),
            models.CheckConstraint(
                name="people_grant_known_role",
                condition=Q(role__in=[role.value for role in Role]),
            ),
            models.CheckConstraint(
                name="people_grant_not_own",
                condition=Q(granted_by__isnull=True) | ~Q(granted_by=F("person")),
            ),
            models.CheckConstraint(
                name="people_grant_valid_given", condition=Q(valid__isempty=False)
            ),
        ]

    class Privacy:
        personal: ClassVar[dict[str, str]] = {}
        retain: ClassVar = {"id", "uuid", "person", "role", "department", "valid", "granted_by"}

    def audit_label(self) -> str:
        """Return the words that stand for this grant in the trail."""
        where = self.department.name if self.department else "everywhere"
        return f"{self.role} for {self.person.legal_name}, {where}"
