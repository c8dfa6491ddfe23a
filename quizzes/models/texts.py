"""A quiz in other languages. Rows come with the version and never change."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from quizzes.models.quiz import Question, Quiz


class QuizText(models.Model):
    """What a quiz says before the first attempt, in another language."""

    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="texts")
    language = models.CharField(max_length=16)
    intro_html = models.TextField(blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["quiz", "language"], name="quizzes_quiz_text_once")
        ]

    class Privacy:
        personal: ClassVar[dict[str, str]] = {}
        retain: ClassVar = {"id", "quiz", "language", "intro_html"}


class QuestionText(models.Model):
    """A question in another language: other words, the same parts (a trigger compares the ids)."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="texts")
    language = models.CharField(max_length=16)
    stem_html = models.TextField()
    body = models.JSONField()
    feedback = models.JSONField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["question", "language"], name="quizzes_question_text_once"
            )
        ]

    class Privacy:
        personal: ClassVar[dict[str, str]] = {}
        retain: ClassVar = {"id", "question", "language", "stem_html", "body", "feedback"}
