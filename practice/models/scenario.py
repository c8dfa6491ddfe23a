from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from common.models import PublicId
from courses.models import Lesson
from practice.models.announcement import Announcement


class Scenario(PublicId):
    """The scene of a role-play lesson, as published: its text, its hash, and what was proven of it.

    Written with its version and never changed. `expert` and the sums are the span that the check
    worked out over every state, so that no request has to search.
    """

    Channel = Announcement.Channel
    Complexity = Announcement.Complexity

    lesson = models.OneToOneField(Lesson, on_delete=models.PROTECT, related_name="scenario")
    key = models.CharField(max_length=60)
    version = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64)
    language = models.CharField(max_length=20)
    source = models.TextField()
    overlays = models.JSONField(default=dict)  # language → text of the overlay file
    title = models.CharField(max_length=200)
    summary = models.TextField()
    persona = models.CharField(max_length=120)
    channel = models.CharField(max_length=12, choices=Announcement.Channel)
    complexity = models.CharField(max_length=12, choices=Announcement.Complexity)
    intensity = models.PositiveSmallIntegerField()
    difficulty = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()
    content_note = models.TextField(blank=True, default="")
    best = models.SmallIntegerField()
    worst = models.SmallIntegerField()
    expert = models.JSONField()  # [[node, choice, noticed or null], …]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="practice_scenario_ranges",
                condition=Q(
                    intensity__gte=1, intensity__lte=5, difficulty__gte=1, difficulty__lte=5,
                    version__gte=1, minutes__gte=1,
                ),
            ),
            models.CheckConstraint(
                name="practice_scenario_span", condition=Q(worst__lte=F("best"), best__lte=0)
            ),
        ]  # fmt: skip

    class Privacy:
        personal: ClassVar[dict[str, str]] = {}
        retain: ClassVar = {
            "id", "uuid", "lesson", "key", "version", "sha256", "language", "source", "overlays",
            "title", "summary", "persona", "channel", "complexity", "intensity", "difficulty",
            "minutes", "content_note", "best", "worst", "expert",
        }  # fmt: skip
