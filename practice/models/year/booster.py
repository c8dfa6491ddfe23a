from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from common.models import PublicId
from courses.models import Course
from practice.models.run import ClockTimestamp


class BoosterQuerySet(models.QuerySet["Booster"]):
    """Words for asking about boosters."""

    def with_clock(self) -> Self:
        """Add the database's time (`read_at`): a face need not ask for it on its own."""
        return self.annotate(read_at=ClockTimestamp())


class Booster(PublicId):
    """One scene, one paraphrase, one thought, some while after the course."""

    class State(models.TextChoices):
        """Planned until done or left out; both are final, and neither is a fail."""

        PLANNED = "planned"
        DONE = "done"
        LEFT_OUT = "left_out"

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="boosters"
    )
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="+")
    day = models.PositiveSmallIntegerField()  # 7, 30 or 90
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    skill = models.CharField(max_length=40, blank=True, default="")
    finished_at = models.DateTimeField(null=True, blank=True)

    # Given by `with_clock()`.
    read_at: datetime

    objects = BoosterQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["learner", "course", "day"], name="practice_booster_once"
            ),
            models.CheckConstraint(name="practice_booster_days", condition=Q(day__in=(7, 30, 90))),
            models.CheckConstraint(
                name="practice_booster_state_and_date",
                condition=Q(state="planned", finished_at__isnull=True)
                | (~Q(state="planned") & Q(finished_at__isnull=False)),
            ),
        ]

    class Privacy:
        personal: ClassVar = dict.fromkeys(
            ("day", "due_on", "state", "skill", "finished_at"), "erase"
        )
        retain: ClassVar = {"id", "uuid", "learner", "course"}
