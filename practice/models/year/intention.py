from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common import private_text
from common.models import PublicId

MOST_SENTENCES = 30  # of one person; the database counts them


class Intention(PublicId):
    """A sentence somebody gave themselves: “When …, I will …”, sealed before it gets here.

    `number` is from 1 to 30 and unique among a person's own, so nobody keeps more.
    """

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="intentions"
    )
    when_sealed = models.BinaryField()
    then_sealed = models.BinaryField()
    written_at = models.DateTimeField()
    number = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["learner", "number"], name="practice_intention_number_once"
            ),
            models.CheckConstraint(
                name="practice_intention_numbers",
                condition=Q(number__gte=1, number__lte=MOST_SENTENCES),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["learner", "-written_at"], name="practice_intentions_of_person")
        ]

    class Privacy:
        personal: ClassVar = dict.fromkeys(("when_sealed", "then_sealed", "written_at"), "erase")
        retain: ClassVar = {"id", "uuid", "learner", "number"}

    def place_of(self, field: str) -> str:
        """Return the place to which a sealed text of this row is tied."""
        return f"practice.intention:{self.uuid}:{field}"

    @property
    def when(self) -> str:
        """Return the occasion, unsealed."""
        return private_text.decrypt(bytes(self.when_sealed), about=self.place_of("when"))

    @property
    def then(self) -> str:
        """Return the act, unsealed."""
        return private_text.decrypt(bytes(self.then_sealed), about=self.place_of("then"))


class FollowUp(PublicId):
    """After 7 and 30 days: was the sentence used, and what happened?"""

    class Answer(models.TextChoices):
        """What somebody says about their sentence; none of it is better."""

        USED = "used", _("Yes, I used it")
        NOT_YET = "not_yet", _("Not yet")
        NOT_USED = "not_used", _("No, and that is all right")

    intention = models.ForeignKey(Intention, on_delete=models.PROTECT, related_name="follow_ups")
    day = models.PositiveSmallIntegerField()  # 7 or 30
    due_on = models.DateField()
    answer = models.CharField(max_length=10, choices=Answer, blank=True, default="")
    note_sealed = models.BinaryField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["intention", "day"], name="practice_follow_up_once"),
            models.CheckConstraint(name="practice_follow_up_days", condition=Q(day__in=(7, 30))),
            models.CheckConstraint(
                name="practice_follow_up_answer_and_date",
                condition=Q(answer="", answered_at__isnull=True, note_sealed__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
            ),
        ]

    class Privacy:
        personal: ClassVar = dict.fromkeys(
            ("day", "due_on", "answer", "note_sealed", "answered_at"), "erase"
        )
        retain: ClassVar = {"id", "uuid", "intention"}

    def place_of_note(self) -> str:
        """Return the place to which the sealed note is tied."""
        return f"practice.followup:{self.uuid}:note"

    @property
    def note(self) -> str:
        """Return the private note, unsealed; empty when there is none."""
        if self.note_sealed is None:
            return ""
        return private_text.decrypt(bytes(self.note_sealed), about=self.place_of_note())
