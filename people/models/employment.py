from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GistIndex
from django.db import models

from common.models import PublicId


class Employment(PublicId):
    """One spell: who worked where, as what, for whom, from when until when.

    `valid` is half-open: [first day, day after the last). Spells of one person never overlap.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="employments"
    )
    department = models.ForeignKey(
        "people.Department", on_delete=models.PROTECT, related_name="employments"
    )
    job_title = models.CharField(max_length=120, blank=True, default="")
    manager = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT,
        related_name="reports",
    )  # fmt: skip
    hired_on = models.DateField(null=True, blank=True)
    valid = DateRangeField()

    class Meta:
        constraints: ClassVar = [
            ExclusionConstraint(
                name="people_employment_no_overlap",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                name="people_employment_valid_given", condition=models.Q(valid__isempty=False)
            ),
            models.CheckConstraint(
                name="people_employment_own_manager",
                condition=models.Q(manager__isnull=True) | ~models.Q(manager=models.F("person")),
            ),
        ]
        indexes: ClassVar = [GistIndex(fields=["valid"], name="people_employment_valid")]

    class Privacy:
        personal: ClassVar = {"job_title": "pseudonymise", "hired_on": "pseudonymise"}
        retain: ClassVar = {"id", "uuid", "person", "department", "manager", "valid"}

    def audit_label(self) -> str:
        """Return the words that stand for this spell in the trail."""
        return f"{self.person.legal_name}, {self.department.name}"
