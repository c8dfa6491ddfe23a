from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from common.models import PublicId
from common.private_text import UnreadablePrivateText, decrypt, encrypt
from courses.models import Course
from people.viewer import Viewer

MOST_LINES = 30  # of a trigger map; the database counts them


class Sealed(PublicId):
    """A text of one person for themselves; the database holds it sealed and never in clear.

    `revision` counts the changes: whoever saves says which one they saw.
    """

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    sealed = models.BinaryField()
    revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    class Meta:
        abstract = True

    @property
    def place(self) -> str:
        """Return what the sealed bytes are tied to: they open in this row only."""
        return f"{self._meta.label_lower}:{self.uuid}"

    def seal(self, text: str) -> None:
        """Put a text under seal; the row is not saved yet."""
        self.sealed = encrypt(text, about=self.place)

    def opened(self) -> str:
        """Return the text. Raises UnreadablePrivateText when its key is gone."""
        return decrypt(bytes(self.sealed), about=self.place)

    def opened_if_possible(self) -> str | None:
        """Return the text, or None when its key is not here: the row can still be deleted."""
        try:
            return self.opened()
        except UnreadablePrivateText:
            return None


class NoteQuerySet(models.QuerySet["ReflectionNote"]):
    """Words for queries over notes."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return the viewer's own: nobody else reads them, whatever their role."""
        return self.filter(learner=viewer.user)


class ReflectionNote(Sealed):
    """What somebody keeps on one prompt. It belongs to the prompt, whatever version asks it."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="+")
    lesson_key = models.CharField(max_length=60)
    prompt_key = models.CharField(max_length=60)

    objects = NoteQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["learner", "course", "lesson_key", "prompt_key"],
                name="practice_note_once_a_prompt",
            ),
        ]

    class Privacy:
        personal: ClassVar[dict[str, str]] = {"sealed": "erase"}
        retain: ClassVar = {
            "id", "uuid", "learner", "course", "lesson_key", "prompt_key", "revision", "changed_at",
        }  # fmt: skip


class TriggerQuerySet(models.QuerySet["TriggerEntry"]):
    """Words for queries over trigger maps."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return the viewer's own: nobody else reads them, whatever their role."""
        return self.filter(learner=viewer.user)


class TriggerEntry(Sealed):
    """One line of somebody's trigger map: what sets it off, the first sign, the story, the move.

    `number` is from 1 to 30 and unique on its map, so no map holds more lines.
    """

    number = models.PositiveSmallIntegerField()

    objects = TriggerQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["learner", "number"], name="practice_trigger_number_once"
            ),
            models.CheckConstraint(
                name="practice_trigger_numbers", condition=Q(number__gte=1, number__lte=MOST_LINES)
            ),
        ]

    class Privacy:
        personal: ClassVar[dict[str, str]] = {"sealed": "erase"}
        retain: ClassVar = {"id", "uuid", "learner", "number", "revision", "changed_at"}
