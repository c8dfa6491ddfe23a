from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from common.models import PublicId
from practice.spacing.working_days import DaysOff

DEFAULT_HOUR, QUIET_FROM, QUIET_UNTIL = 9, 19, 7


def weekend() -> list[int]:
    """Return Saturday and Sunday as ISO weekdays."""
    return [6, 7]


class YearPlan(PublicId):
    """One person takes part in the practice year, on days and at hours of their own."""

    learner = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="year_plan"
    )
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    daily = models.PositiveSmallIntegerField(default=3)
    weekdays_off = ArrayField(models.PositiveSmallIntegerField(), default=weekend)
    away_from_on = models.DateField(null=True, blank=True)
    away_until_on = models.DateField(null=True, blank=True)
    is_nudged = models.BooleanField(default=False)
    nudge_hour = models.PositiveSmallIntegerField(default=DEFAULT_HOUR)
    quiet_from = models.PositiveSmallIntegerField(default=QUIET_FROM)
    quiet_until = models.PositiveSmallIntegerField(default=QUIET_UNTIL)
    next_nudge_at = models.DateTimeField(null=True, blank=True)
    # How often in a row a reminder could not be written, and when the latest time was.
    nudge_failures = models.PositiveSmallIntegerField(default=0)
    nudge_failed_at = models.DateTimeField(null=True, blank=True)
    stop_token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="practice_year_daily_range", condition=Q(daily__gte=1, daily__lte=5)
            ),
            models.CheckConstraint(
                name="practice_year_away_is_a_time",
                condition=Q(away_from_on__isnull=True, away_until_on__isnull=True)
                | Q(away_until_on__isnull=False, away_from_on__lte=F("away_until_on")),
            ),
            models.CheckConstraint(
                name="practice_year_hours",
                condition=Q(nudge_hour__lte=23, quiet_from__lte=23, quiet_until__lte=23),
            ),
            models.CheckConstraint(
                name="practice_year_nudges_are_asked_for",
                condition=Q(is_nudged=True, left_at__isnull=True) | Q(next_nudge_at__isnull=True),
            ),
            models.CheckConstraint(
                name="practice_year_failures_and_date",
                condition=Q(nudge_failures=0, nudge_failed_at__isnull=True)
                | Q(
                    nudge_failures__gte=1,
                    nudge_failed_at__isnull=False,
                    next_nudge_at__isnull=False,
                ),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["next_nudge_at"], name="practice_year_nudges_due",
                condition=Q(next_nudge_at__isnull=False),
            ),
            models.Index(
                fields=["nudge_failed_at"], name="practice_year_nudges_failing",
                condition=Q(nudge_failures__gte=1),
            ),
        ]  # fmt: skip

    class Privacy:
        personal: ClassVar = dict.fromkeys(
            (
                "left_at", "daily", "weekdays_off", "away_from_on", "away_until_on", "is_nudged",
                "nudge_hour", "quiet_from", "quiet_until", "next_nudge_at", "nudge_failures",
                "nudge_failed_at", "stop_token",
            ),
            "erase",
        )  # fmt: skip
        retain: ClassVar = {"id", "uuid", "learner", "joined_at"}

    @property
    def days_off(self) -> DaysOff:
        """Return the person's own days off, as the engine takes them."""
        return DaysOff(frozenset(self.weekdays_off), self.away_from_on, self.away_until_on)

    @property
    def is_open(self) -> bool:
        """Return whether the person takes part now."""
        return self.left_at is None


class Nudge(PublicId):
    """One reminder that went out. The places of a week are two, and the database counts."""

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="year_nudges"
    )
    week = models.PositiveIntegerField()  # ISO week in the person's zone, like 202648
    place = models.PositiveSmallIntegerField()
    sent_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["learner", "week", "place"], name="practice_nudge_place_once"
            ),
            models.UniqueConstraint(fields=["learner", "sent_on"], name="practice_nudge_day_once"),
            models.CheckConstraint(
                name="practice_nudge_twice_a_week", condition=Q(place__gte=1, place__lte=2)
            ),
        ]

    class Privacy:
        personal: ClassVar = {"week": "erase", "place": "erase", "sent_on": "erase"}
        retain: ClassVar = {"id", "uuid", "learner"}
