from __future__ import annotations

import json
from typing import ClassVar

from django.conf import settings
from django.db import models

from common import private_text
from common.models import PublicId


class SelfCheck(PublicId):
    """How somebody saw their own last two weeks: means by skill, sealed before they get here."""

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="self_checks"
    )
    scores_sealed = models.BinaryField()
    taken_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["learner", "-taken_at"], name="practice_self_checks_of_person")
        ]

    class Privacy:
        personal: ClassVar = {"scores_sealed": "erase", "taken_at": "erase"}
        retain: ClassVar = {"id", "uuid", "learner"}

    def place(self) -> str:
        """Return the place to which the sealed scores are tied."""
        return f"practice.selfcheck:{self.uuid}:scores"

    @property
    def scores(self) -> dict[str, float]:
        """Return the mean of each skill from 1 to 5, unsealed."""
        told = private_text.decrypt(bytes(self.scores_sealed), about=self.place())
        return {skill: float(mean) for skill, mean in json.loads(told).items()}
