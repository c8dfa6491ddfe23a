from __future__ import annotations

import json
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from common.models import PublicId
from common.private_text import UnreadablePrivateText, decrypt, encrypt
from courses.models import Lesson
from enrollments.models import Enrollment
from people.viewer import Viewer


class OwnCallQuerySet(models.QuerySet["OwnCall"]):
    """Words for asking about people's own calls."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return the viewer's own: nobody else reads a call, whatever their role."""
        return self.filter(learner=viewer.user)


class OwnCall(PublicId):
    """A call of somebody's own, made into a scene. Every word of it is sealed for this row."""

    class State(models.TextChoices):
        """Written, then checked for names and numbers, then heard and played once."""

        DRAFT = "draft"
        READY = "ready"
        PLAYED = "played"

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="own_calls"
    )
    enrollment = models.ForeignKey(Enrollment, on_delete=models.PROTECT, related_name="own_calls")
    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="own_calls")
    month = models.PositiveIntegerField()  # in the person's zone, like 202611
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    words = models.BinaryField()  # sealed JSON: field → text
    ratings = models.BinaryField(null=True, blank=True)  # sealed JSON: reply → [heard, respected]
    next_time = models.BinaryField(null=True, blank=True)  # sealed sentence
    revision = models.PositiveIntegerField(default=1)
    # The page whose autosave came last: it may save again before it learns of the new revision.
    saved_by = models.CharField(max_length=32, blank=True, default="")
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    heard_at = models.DateTimeField(null=True, blank=True)
    played_at = models.DateTimeField(null=True, blank=True)

    objects = OwnCallQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["learner"], condition=Q(state="draft"), name="practice_one_draft_call"
            ),
            models.CheckConstraint(
                name="practice_own_call_month", condition=Q(month__gte=202001, month__lte=999912)
            ),
            models.CheckConstraint(
                name="practice_own_call_state_is_whole",
                condition=Q(
                    state="draft", heard_at__isnull=True, ratings__isnull=True,
                    played_at__isnull=True, next_time__isnull=True,
                )
                | Q(state="ready", played_at__isnull=True, next_time__isnull=True)
                | Q(state="played", heard_at__isnull=False, played_at__isnull=False),
            ),
            models.CheckConstraint(
                name="practice_own_call_heard_and_rated",
                condition=Q(heard_at__isnull=True, ratings__isnull=True)
                | Q(heard_at__isnull=False, ratings__isnull=False),
            ),
        ]  # fmt: skip
        indexes: ClassVar = [
            models.Index(fields=["learner", "-begun_at"], name="practice_calls_of_person")
        ]

    class Privacy:
        personal: ClassVar = dict.fromkeys(("words", "ratings", "next_time"), "erase")
        retain: ClassVar = {
            "id", "uuid", "learner", "enrollment", "lesson", "month", "state", "revision",
            "saved_by", "begun_at", "changed_at", "heard_at", "played_at",
        }  # fmt: skip

    def place_of(self, field: str) -> str:
        """Return what the sealed bytes of a field are tied to: they open in this row only."""
        return f"practice.owncall:{self.uuid}:{field}"

    def sealed(self, field: str, value: Any) -> bytes:
        """Return plain data sealed for a field of this row; nothing is saved."""
        told = json.dumps(value, ensure_ascii=False, sort_keys=True)
        return encrypt(told, about=self.place_of(field))

    def opened(self, field: str) -> Any:
        """Return what a field holds, None where it is empty.

        Raises UnreadablePrivateText when its key is gone.
        """
        held = getattr(self, field)
        if held is None:
            return None
        return json.loads(decrypt(bytes(held), about=self.place_of(field)))

    @property
    def is_readable(self) -> bool:
        """Return whether the key that sealed it is here; the row can be deleted either way."""
        try:
            self.opened("words")
        except UnreadablePrivateText:
            return False
        return True
