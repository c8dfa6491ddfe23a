from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from common.models import PublicId


class DepartmentQuerySet(models.QuerySet["Department"]):
    """Words for asking about the org chart."""

    def at_or_below(self, department_ids: frozenset[int] | None) -> DepartmentQuerySet:
        """Return these departments and everything below them; None means the whole chart."""
        if department_ids is None:
            return self
        return self.filter(path__overlap=list(department_ids))


class Department(PublicId):
    """A node of the org chart. `path` holds the ids from the root to the node itself.

    A trigger keeps `path` and refuses cycles, so that no code path can forget it.
    """

    name = models.CharField(max_length=120)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    path = ArrayField(models.BigIntegerField(), editable=False, default=list)

    objects = DepartmentQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["parent", "name"], name="people_department_name_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(name="people_department_named", condition=~models.Q(name="")),
        ]  # fmt: skip
        indexes: ClassVar = [GinIndex(fields=["path"], name="people_department_path")]

    class Privacy:
        personal: ClassVar[dict[str, str]] = {}
        retain: ClassVar = {"id", "uuid", "name", "parent", "path"}

    def audit_label(self) -> str:
        """Return the words that stand for this department in the trail."""
        return self.name
