from __future__ import annotations

from typing import ClassVar

from django.db import models

from common.models import PublicId
from courses.models import Lesson


class RefresherDeck(PublicId):
    """The refreshers of a version: cards with their variants, as their author wrote them."""

    lesson = models.OneToOneField(Lesson, on_delete=models.PROTECT, related_name="refreshers")
    intro = models.TextField()
    cards = models.JSONField()

    class Privacy:
        personal: ClassVar[dict[str, str]] = {}
        retain: ClassVar = {"id", "uuid", "lesson", "intro", "cards"}


class YearLesson(PublicId):
    """The lesson that tells of a booster, by its day; of the self-check or a call of one's own,
    without one. The thing itself waits in the practice year, or under My calls.
    """

    lesson = models.OneToOneField(Lesson, on_delete=models.PROTECT, related_name="year_lesson")
    day = models.PositiveSmallIntegerField(null=True, blank=True)
    about = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="practice_year_lesson_days",
                condition=models.Q(day__isnull=True) | models.Q(day__in=(7, 30, 90)),
            ),
        ]

    class Privacy:
        personal: ClassVar[dict[str, str]] = {}
        retain: ClassVar = {"id", "uuid", "lesson", "day", "about"}
