from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from common.models import PublicId
from courses.models import Course

MOST_MONTHS = 1200  # a century; a longer time is a slip of the hand


class Curriculum(PublicId):
    """Ordered courses that are assigned together."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True, default="")
    validity_months = models.PositiveSmallIntegerField(null=True, blank=True)
    courses = models.ManyToManyField(
        Course, through="curricula.CurriculumCourse", related_name="curricula"
    )

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="curricula_curriculum_titled", condition=~Q(title="")),
            models.CheckConstraint(
                name="curricula_curriculum_months",
                condition=Q(validity_months__isnull=True)
                | Q(validity_months__range=(1, MOST_MONTHS)),
            ),
        ]

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
