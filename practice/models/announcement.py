from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.models import PublicId
from courses.models import Lesson


class Announcement(PublicId):
    """What a scene or a listening set will be about, before it can be played."""

    class Practice(models.TextChoices):
        """What kind of practice it will be."""

        ROLEPLAY = "roleplay", _("Role-play")
        LISTENING = "listening", _("Listening practice")

    class Channel(models.TextChoices):
        """Where the customer is met."""

        PHONE = "phone", _("On the phone")
        CHAT = "chat", _("In a chat")
        EMAIL = "email", _("By email")
        IN_PERSON = "in_person", _("Face to face")
        VIDEO = "video", _("In a video call")

    class Complexity(models.TextChoices):
        """Whether the case is an everyday one."""

        ROUTINE = "routine", _("An everyday case")
        INTRICATE = "intricate", _("An intricate case")

    lesson = models.OneToOneField(Lesson, on_delete=models.PROTECT, related_name="announcement")
    practice = models.CharField(max_length=12, choices=Practice)
    about = models.TextField()
    persona = models.CharField(max_length=120, blank=True, default="")
    channel = models.CharField(max_length=12, blank=True, default="", choices=Channel)
    complexity = models.CharField(max_length=12, blank=True, default="", choices=Complexity)
    intensity = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="practice_intensity_range",
                condition=models.Q(intensity__isnull=True)
                | models.Q(intensity__gte=1, intensity__lte=5),
            ),
            # A scene says who, where and how hard; a listening set says none of it.
            models.CheckConstraint(
                name="practice_scene_is_whole",
                condition=(
                    models.Q(practice="roleplay", intensity__isnull=False)
                    & ~models.Q(persona="") & ~models.Q(channel="") & ~models.Q(complexity="")
                )
                | models.Q(
                    practice="listening", persona="", channel="", complexity="",
                    intensity__isnull=True,
                ),
            ),
        ]  # fmt: skip

    class Privacy:
        personal: ClassVar[dict[str, str]] = {}
        retain: ClassVar = {
            "id", "uuid", "lesson", "practice", "about", "persona", "channel", "complexity",
            "intensity",
        }  # fmt: skip
