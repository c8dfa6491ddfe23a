from __future__ import annotations

from typing import ClassVar

from django.db import models

from common.models import PublicId
from courses.models import Course


class Curriculum(PublicId):
    """Ordered courses that are assigned together."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True, default="")
    validity_months = models.PositiveSmallIntegerField(null=True, blank=True)
    courses = models.ManyToManyField(
        Course, through="curricula.CurriculumCourse", related_name="curricula"
    )

    class Privacy:
        personal: ClassVar[dict[str, str]] = {}
        retain: ClassVar = {
            "id", "uuid", "slug", "title", "description", "validity_months", "courses",
        }  # fmt: skip

    def audit_label(self) -> str:
        """Return the words that stand for this curriculum in the trail."""
        return self.title


class CurriculumCourse(models.Model):
    """One course of a curriculum and its place."""

    curriculum = models.ForeignKey(Curriculum, on_delete=models.PROTECT, related_name="places")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="places")
    ordinal = models.PositiveSmallIntegerField()
    is_required = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["curriculum", "course"], name="curricula_course_once"),
            models.UniqueConstraint(fields=["curriculum", "ordinal"], name="curricula_place_once"),
        ]

    class Privacy:
        personal: ClassVar[dict[str, str]] = {}
        retain: ClassVar = {"id", "curriculum", "course", "ordinal", "is_required"}
