from __future__ import annotations

from typing import ClassVar

from django.db import models

from common.models import PublicId
from courses.models import Lesson
from enrollments.models.enrollment import Enrollment


class LessonCompletion(PublicId):
    """A lesson counts for an enrollment: written once, never changed, never taken back."""

    enrollment = models.ForeignKey(
        Enrollment, on_delete=models.PROTECT, related_name="lesson_completions"
    )
    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="completions")
    completed_at = models.DateTimeField()
    passed = models.BooleanField(null=True, blank=True)
    score_percent = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    pass_mark_percent = models.PositiveSmallIntegerField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["enrollment", "lesson"], name="enrollments_lesson_once"
            ),
            models.CheckConstraint(
                name="enrollments_score_range",
                condition=models.Q(score_percent__isnull=True)
                | models.Q(score_percent__gte=0, score_percent__lte=100),
            ),
        ]

    class Privacy:
        personal: ClassVar = {"score_percent": "erase", "attempts": "erase"}
        retain: ClassVar = {
            "id", "uuid", "enrollment", "lesson", "completed_at", "passed", "pass_mark_percent",
        }  # fmt: skip
