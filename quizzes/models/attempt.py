from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from common.models import PublicId
from enrollments.models import Enrollment
from people.viewer import Viewer
from quizzes.models.quiz import Question, Quiz


class ClockTimestamp(models.Func):
    """The database's time at that moment; `now()` would stand still inside a transaction."""

    function = "clock_timestamp"
    output_field = models.DateTimeField()


class AttemptQuerySet(models.QuerySet["Attempt"]):
    """Words for asking about attempts."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return the viewer's own: nobody else reads answers."""
        return self.filter(enrollment__learner=viewer.user)

    def with_clock(self) -> Self:
        """Add the database's time (`read_at`): a face need not ask for it on its own."""
        return self.annotate(read_at=ClockTimestamp())

    def with_grades(self) -> Self:
        """Add whether corrected keys graded it (`is_regraded`) and made it pass (`gained_pass`)."""
        graded = Attempt.objects.filter(pk=OuterRef("pk"), grade_events__isnull=False)
        return self.annotate(
            is_regraded=Exists(graded),
            gained_pass=Exists(graded.filter(grade_events__passed_after=True)),
        )

    def passing(self) -> Self:
        """Return those that passed, on their day or by a corrected key."""
        return self.with_grades().filter(Q(passed=True) | Q(gained_pass=True))


class Attempt(PublicId):
    """One try. What is asked, in which order and until when, is frozen at the start."""

    class State(models.TextChoices):
        """In progress until submitted, by the learner or because the time was over."""

        IN_PROGRESS = "in_progress"
        SUBMITTED = "submitted"

    class ClosedBy(models.TextChoices):
        """Who ended it."""

        LEARNER = "learner"
        TIME = "time"

    enrollment = models.ForeignKey(Enrollment, on_delete=models.PROTECT, related_name="attempts")
    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="attempts")
    ordinal = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=State, default=State.IN_PROGRESS)
    # {"seed": …, "questions": [{"key": …, "type": …, "shown": order of its parts}, …]}: frozen by a
    # trigger.
    layout = models.JSONField()
    started_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    score = models.DecimalField(max_digits=7, decimal_places=3, null=True, blank=True)
    max_score = models.DecimalField(max_digits=7, decimal_places=3, null=True, blank=True)
    passed = models.BooleanField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True, default="")
    # A trigger lets the deadline move later only, and refuses answers after deadline and grace.
    deadline_at = models.DateTimeField(null=True, blank=True)
    grace_seconds = models.PositiveSmallIntegerField(default=0, db_default=0)
    late_by = models.DurationField(null=True, blank=True)
    closed_by = models.CharField(
        max_length=8, choices=ClosedBy, blank=True, default="", db_default=""
    )

    # Given by `with_clock()`.
    read_at: datetime

    # Given by `with_grades()`.
    is_regraded: bool = False
    gained_pass: bool = False

    objects = AttemptQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["enrollment", "quiz", "ordinal"], name="quizzes_attempt_ordinal_once"
            ),
            models.UniqueConstraint(
                fields=["enrollment", "quiz"], name="quizzes_one_in_progress",
                condition=Q(state="in_progress"),
            ),
            models.CheckConstraint(
                name="quizzes_submitted_has_result",
                condition=Q(
                    state="in_progress", submitted_at__isnull=True, score__isnull=True,
                    passed__isnull=True,
                )
                | Q(
                    state="submitted", submitted_at__isnull=False, score__isnull=False,
                    passed__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="quizzes_score_range",
                condition=Q(score__isnull=True)
                | Q(score__gte=0, score__lte=models.F("max_score")),
            ),
            models.CheckConstraint(
                name="quizzes_deadline_after_start",
                condition=Q(deadline_at__isnull=True)
                | Q(deadline_at__gt=models.F("started_at")),
            ),
            models.CheckConstraint(
                name="quizzes_closed_by_known", condition=Q(closed_by__in=["", "learner", "time"])
            ),
        ]  # fmt: skip
        indexes: ClassVar = [
            models.Index(
                "deadline_at",
                name="quizzes_attempt_due",
                condition=Q(state="in_progress", deadline_at__isnull=False),
            )
        ]

    class Privacy:
        personal: ClassVar = {"score": "erase", "passed": "erase", "layout": "erase"}
        retain: ClassVar = {
            "id", "uuid", "enrollment", "quiz", "ordinal", "state", "started_at", "submitted_at",
            "max_score", "digest", "deadline_at", "grace_seconds", "late_by", "closed_by",
        }  # fmt: skip

    @property
    def ends_at(self) -> datetime | None:
        """Return the last moment at which an answer or a submission still counts."""
        if self.deadline_at is None:
            return None
        return self.deadline_at + timedelta(seconds=self.grace_seconds)

    def is_over(self, at: datetime) -> bool:
        """Return whether the time was up at that moment, grace included."""
        return self.ends_at is not None and at > self.ends_at

    @property
    def percent(self) -> int:
        """Return the score in whole percent, rounded down so that it never overstates."""
        return int(self.score * 100 / self.max_score) if self.score and self.max_score else 0

    @property
    def counts_as_passed(self) -> bool:
        """Return whether it passed, on its day or by a corrected key (ask `with_grades()`)."""
        return bool(self.passed) or self.gained_pass

    def question_keys(self) -> list[str]:
        """Return the keys of the questions asked, in their order."""
        return [slot["key"] for slot in self.layout["questions"]]

    def audit_label(self) -> str:
        """Return the words that stand for this attempt in the trail."""
        return f"Attempt {self.ordinal}"


class Response(models.Model):
    """One saved step of an answer; the highest client sequence counts. Insert-only."""

    attempt = models.ForeignKey(Attempt, on_delete=models.PROTECT, related_name="responses")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="responses")
    client_seq = models.PositiveIntegerField()
    answer = models.JSONField(null=True)  # null: taken back, or only flagged
    is_flagged = models.BooleanField(default=False)
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["attempt", "question", "client_seq"], name="quizzes_step_once"
            ),
            models.CheckConstraint(
                name="quizzes_step_counts_from_one", condition=Q(client_seq__gte=1)
            ),
        ]

    class Privacy:
        personal: ClassVar = {"answer": "erase"}
        retain: ClassVar = {"id", "attempt", "question", "client_seq", "is_flagged", "saved_at"}
