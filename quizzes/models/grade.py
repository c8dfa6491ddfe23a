"""What corrected keys made of submitted attempts: beside them, never in them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from common.models import PublicId
from courses.models import CourseVersion
from quizzes.models.attempt import Attempt
from quizzes.models.quiz import Quiz


class Regrade(PublicId):
    """One decision to grade earlier attempts by the key of a later version, as it was previewed."""

    class State(models.TextChoices):
        """Running until every attempt of the preview has its grade event."""

        RUNNING = "running"
        DONE = "done"

    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="regrades")
    fingerprint = models.CharField(max_length=64)
    reason = models.CharField(max_length=300)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    requested_at = models.DateTimeField()
    counts = models.JSONField()
    # The attempts of the preview: those submitted meanwhile wait for the next one.
    attempt_ids = ArrayField(models.BigIntegerField())
    attempts_total = models.PositiveIntegerField()
    attempts_done = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=8, choices=State, default=State.RUNNING)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["quiz", "fingerprint"], name="quizzes_regrade_once"),
            models.UniqueConstraint(
                fields=["quiz"], name="quizzes_one_regrade_running", condition=Q(state="running")
            ),
            models.CheckConstraint(name="quizzes_regrade_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="quizzes_regrade_done",
                condition=Q(state="running", finished_at__isnull=True)
                | Q(state="done", finished_at__isnull=False, attempts_done=F("attempts_total")),
            ),
        ]

    class Privacy:
        personal: ClassVar[dict[str, str]] = {}
        retain: ClassVar = {
            "id", "uuid", "quiz", "fingerprint", "reason", "requested_by", "requested_at",
            "counts", "attempt_ids", "attempts_total", "attempts_done", "state", "finished_at",
        }  # fmt: skip

    @property
    def percent(self) -> int:
        """Return how far it is."""
        return 100 * self.attempts_done // self.attempts_total if self.attempts_total else 100

    def audit_label(self) -> str:
        """Return the words that stand for this decision in the trail."""
        return f"Regrading of {self.attempts_total} attempts"


class GradeEvent(PublicId):
    """One attempt came out differently by a corrected key. Insert-only; the attempt stays sealed.

    A trigger lets an event begin only where the attempt stands: at its own result, or at that of
    the event before. A check keeps a pass once it is there.
    """

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="grade_events")
    regrade = models.ForeignKey(Regrade, on_delete=models.PROTECT, related_name="events")
    version = models.ForeignKey(CourseVersion, on_delete=models.PROTECT, related_name="+")
    # [{"key": …, "before": "1/3", "after": "1"}, …]; null where a question does not count.
    questions = models.JSONField()
    old_score = models.DecimalField(max_digits=7, decimal_places=3)
    old_max = models.DecimalField(max_digits=7, decimal_places=3)
    new_score = models.DecimalField(max_digits=7, decimal_places=3)
    new_max = models.DecimalField(max_digits=7, decimal_places=3)
    passed_before = models.BooleanField()
    passed_after = models.BooleanField()
    reason = models.CharField(max_length=300)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["attempt", "version"], name="quizzes_graded_once_by_version"
            ),
            models.CheckConstraint(
                name="quizzes_pass_is_kept",
                condition=Q(passed_before=False) | Q(passed_after=True),
            ),
            models.CheckConstraint(
                name="quizzes_grade_range",
                condition=Q(new_score__gte=0, new_score__lte=F("new_max")),
            ),
        ]

    class Privacy:
        personal: ClassVar = {
            "questions": "erase", "old_score": "erase", "new_score": "erase",
            "passed_before": "erase", "passed_after": "erase",
        }  # fmt: skip
        retain: ClassVar = {
            "id", "uuid", "attempt", "regrade", "version", "old_max", "new_max", "reason",
            "made_by", "made_at",
        }  # fmt: skip

    @property
    def old_percent(self) -> int:
        """Return the score before in whole percent, rounded down."""
        return int(self.old_score * 100 / self.old_max) if self.old_max else 0

    @property
    def new_percent(self) -> int:
        """Return the score after in whole percent, rounded down."""
        return int(self.new_score * 100 / self.new_max) if self.new_max else 0
