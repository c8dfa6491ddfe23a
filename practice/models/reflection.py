from __future__ import annotations

from typing import ClassVar

from django.db import models

from common.models import PublicId
from courses.models import Lesson


class Reflection(PublicId):
    """A lesson of questions to oneself; written with its version and never changed."""

    lesson = models.OneToOneField(Lesson, on_delete=models.PROTECT, related_name="reflection")
    intro = models.TextField()

    class Privacy:
        personal: ClassVar[dict[str, str]] = {}
        retain: ClassVar = {"id", "uuid", "lesson", "intro"}


class Prompt(PublicId):
    """One question to oneself. What somebody writes on it is kept only if they wish, sealed."""

    reflection = models.ForeignKey(Reflection, on_delete=models.PROTECT, related_name="prompts")
    key = models.CharField(max_length=60)
    ordinal = models.PositiveSmallIntegerField()
    text = models.TextField()
    help = models.TextField(blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["reflection", "key"], name="practice_prompt_key_once"),
            models.UniqueConstraint(
                fields=["reflection", "ordinal"], name="practice_prompt_place_once"
            ),
        ]

    class Privacy:
        personal: ClassVar[dict[str, str]] = {}
        retain: ClassVar = {"id", "uuid", "reflection", "key", "ordinal", "text", "help"}
