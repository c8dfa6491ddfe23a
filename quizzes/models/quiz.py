from __future__ import annotations

from typing import ClassVar

from django.db import models

from common.models import PublicId
from courses.models import Lesson


class Quiz(PublicId):
    """What a quiz lesson asks for; written with its version and never changed."""

    class Review(models.TextChoices):
        """When right answers show: see `Standing.shows_key`."""

        AFTER_ATTEMPT = "after_attempt"
        AFTER_PASSING = "after_passing"
        NEVER = "never"

    lesson = models.OneToOneField(Lesson, on_delete=models.PROTECT, related_name="quiz")
    intro_html = models.TextField(blank=True, default="")
    pass_mark_percent = models.PositiveSmallIntegerField()
    draw = models.PositiveSmallIntegerField(null=True, blank=True)
    attempt_limit = models.PositiveSmallIntegerField(null=True, blank=True)
    # {objective: how many questions of one attempt}; None: every objective gets its turn.
    blueprint = models.JSONField(null=True, blank=True)
    time_limit_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    grace_seconds = models.PositiveSmallIntegerField(default=30, db_default=30)
    cool_down_minutes = models.PositiveIntegerField(default=0, db_default=0)
    review = models.CharField(
        max_length=20, choices=Review, default=Review.AFTER_PASSING,
        db_default=Review.AFTER_PASSING,
    )  # fmt: skip
    # Keys of questions that earlier versions asked and that count no longer once regraded.
    withdrawn = models.JSONField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="quizzes_pass_mark_range",
                condition=models.Q(pass_mark_percent__lte=100),
            ),
            models.CheckConstraint(
                name="quizzes_review_known",
                condition=models.Q(review__in=["after_attempt", "after_passing", "never"]),
            ),
            models.CheckConstraint(
                name="quizzes_time_limit_above_zero",
                condition=models.Q(time_limit_minutes__isnull=True)
                | models.Q(time_limit_minutes__gte=1),
            ),
        ]

    class Privacy:
        personal: ClassVar[dict[str, str]] = {}
        retain: ClassVar = {
            "id", "uuid", "lesson", "intro_html", "pass_mark_percent", "draw", "attempt_limit",
            "blueprint", "time_limit_minutes", "grace_seconds", "cool_down_minutes", "review",
            "withdrawn",
        }  # fmt: skip


class Question(PublicId):
    """One question. `body` holds what the learner sees; `answer_key` and feedback stay inside."""

    class Type(models.TextChoices):
        """The question types there are."""

        SINGLE = "single"
        CHOOSE = "choose"
        MATCHING = "matching"
        ORDERING = "ordering"
        MARK = "mark"
        RATE = "rate"
        SHORT = "short"
        FEELING = "feeling"

    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="questions")
    key = models.CharField(max_length=60)
    ordinal = models.PositiveSmallIntegerField()
    type = models.CharField(max_length=12, choices=Type)
    objective = models.CharField(max_length=20)
    level = models.CharField(max_length=2)
    stem_html = models.TextField()
    body = models.JSONField()
    answer_key = models.JSONField()
    feedback = models.JSONField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["quiz", "key"], name="quizzes_question_key_once"),
            models.UniqueConstraint(fields=["quiz", "ordinal"], name="quizzes_question_place_once"),
        ]

    class Privacy:
        personal: ClassVar[dict[str, str]] = {}
        retain: ClassVar = {
            "id", "uuid", "quiz", "key", "ordinal", "type", "objective", "level", "stem_html",
            "body", "answer_key", "feedback",
        }  # fmt: skip
