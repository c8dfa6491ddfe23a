"""More time and more attempts, given by a person with a reason. Insert-only."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from common.models import PublicId
from enrollments.models import Enrollment
from quizzes.models.attempt import Attempt
from quizzes.models.quiz import Quiz

MOST_MINUTES = 24 * 60
MOST_PERCENT = 300


class Override(PublicId):
    """One exception for one learner at one quiz: another attempt, or minutes for the open one."""

    class Kind(models.TextChoices):
        """What was given."""

        ATTEMPT = "attempt"
        MINUTES = "minutes"

    enrollment = models.ForeignKey(Enrollment, on_delete=models.PROTECT, related_name="overrides")
    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="overrides")
    # A trigger holds it to the enrollment's learner, so that the check below means something.
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="quiz_overrides"
    )
    attempt = models.ForeignKey(
        Attempt, null=True, blank=True, on_delete=models.PROTECT, related_name="overrides"
    )
    kind = models.CharField(max_length=8, choices=Kind)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=300)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    granted_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["enrollment", "quiz"], name="quizzes_override_place")
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="quizzes_override_not_own", condition=~Q(granted_by=F("learner"))
            ),
            models.CheckConstraint(name="quizzes_override_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="quizzes_override_kind",
                condition=Q(kind="attempt", minutes__isnull=True, attempt__isnull=True)
                | Q(
                    kind="minutes", minutes__gte=1, minutes__lte=MOST_MINUTES,
                    attempt__isnull=False,
                ),
            ),
        ]  # fmt: skip

    class Privacy:
        personal: ClassVar = {"reason": "erase"}
        retain: ClassVar = {
            "id", "uuid", "enrollment", "quiz", "learner", "attempt", "kind", "minutes",
            "granted_by", "granted_at",
        }  # fmt: skip

    def audit_label(self) -> str:
        """Return the words that stand for this exception in the trail."""
        if self.kind == self.Kind.ATTEMPT:
            return "One more attempt"
        return f"{self.minutes} more minutes"


class ExtraTime(PublicId):
    """How much longer somebody has at every quiz, in percent; the latest row counts."""

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="extra_times"
    )
    percent = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=300)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    granted_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="quizzes_extra_time_not_own", condition=~Q(granted_by=F("learner"))
            ),
            models.CheckConstraint(name="quizzes_extra_time_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="quizzes_extra_time_range", condition=Q(percent__lte=MOST_PERCENT)
            ),
        ]

    class Privacy:
        personal: ClassVar = {"percent": "erase", "reason": "erase"}
        retain: ClassVar = {"id", "uuid", "learner", "granted_by", "granted_at"}

    def audit_label(self) -> str:
        """Return the words that stand for this in the trail; how much stays out of it."""
        return "Extra time at quizzes"
