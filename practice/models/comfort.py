from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from common.models import PublicId

CAP_BY_DEFAULT = 3


class Comfort(PublicId):
    """How somebody wants to meet scenes: how hard they may be, and what is shown beside them."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="practice_comfort"
    )
    intensity_cap = models.PositiveSmallIntegerField(default=CAP_BY_DEFAULT)
    shows_meters = models.BooleanField(default=True)
    shows_timer = models.BooleanField(default=True)
    shows_voice = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="practice_cap_range", condition=Q(intensity_cap__gte=1, intensity_cap__lte=5)
            ),
        ]

    class Privacy:
        personal: ClassVar = {
            "intensity_cap": "erase", "shows_meters": "erase", "shows_timer": "erase",
            "shows_voice": "erase",
        }  # fmt: skip
        retain: ClassVar = {"id", "uuid", "user"}
