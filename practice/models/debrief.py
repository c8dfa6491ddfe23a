from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from common.models import PublicId
from practice.models.run import Run


class DebriefNote(PublicId):
    """What the learner wrote after a run, encrypted: feel, fact, transfer."""

    run = models.OneToOneField(Run, on_delete=models.PROTECT, related_name="note")
    feel = models.BinaryField(null=True, blank=True)
    fact = models.BinaryField(null=True, blank=True)
    transfer = models.BinaryField(null=True, blank=True)
    saved_at = models.DateTimeField()

    class Privacy:
        personal: ClassVar = {"feel": "erase", "fact": "erase", "transfer": "erase"}
        retain: ClassVar = {"id", "uuid", "run", "saved_at"}

    @property
    def mark(self) -> str:
        """Return what a page sends back to say which version of the note it was made from."""
        return f"{self.saved_at.timestamp():.6f}"


class SeatRating(PublicId):
    """How the learner's own lines felt from the customer's seat, 1 to 5."""

    run = models.OneToOneField(Run, on_delete=models.PROTECT, related_name="seat_rating")
    heard = models.PositiveSmallIntegerField()
    respected = models.PositiveSmallIntegerField()
    rated_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="practice_seat_range",
                condition=Q(heard__gte=1, heard__lte=5, respected__gte=1, respected__lte=5),
            ),
        ]

    class Privacy:
        personal: ClassVar = {"heard": "erase", "respected": "erase"}
        retain: ClassVar = {"id", "uuid", "run", "rated_at"}
