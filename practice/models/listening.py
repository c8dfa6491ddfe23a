"""Listening lessons, and what somebody tried in them: theirs alone.

What was written is encrypted with a key outside the database. Nothing here is shown to managers,
HR, auditors or admins, and none of it is registered anywhere but in the pages of its owner.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from common.models import PublicId
from courses.models import Lesson
from people.models import Department

MOST_TRIES = 50  # at one exercise
HIGHEST = 32_767  # ordinal that the column holds
PEERS = 2


class ListeningSet(PublicId):
    """The exercises of a lesson, as plain data; written with its version and never changed."""

    lesson = models.OneToOneField(Lesson, on_delete=models.PROTECT, related_name="listening_set")
    payload = models.JSONField()

    class Privacy:
        personal: ClassVar[dict[str, str]] = {}
        retain: ClassVar = {"id", "uuid", "lesson", "payload"}


class Try(PublicId):
    """One try at an exercise.

    What is written goes written → rated → shown, never back: the own rating comes before the
    remarks and the models. What is chosen from a list is shown at once. `answer` is sealed; it is
    emptied when it is old, and then `erased_at` says since when.
    """

    class State(models.TextChoices):
        """How far a try is."""

        WRITTEN = "written"
        RATED = "rated"
        SHOWN = "shown"

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="listening_tries"
    )
    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="listening_tries")
    exercise = models.CharField(max_length=60)
    ordinal = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=16)
    is_written = models.BooleanField()
    state = models.CharField(max_length=8, choices=State)
    answer = models.BinaryField(null=True)
    self_rating = models.PositiveSmallIntegerField(null=True, blank=True)
    created_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["learner", "lesson", "exercise", "ordinal"], name="practice_try_once"
            ),
            models.CheckConstraint(
                name="practice_try_ordinal_range", condition=Q(ordinal__gte=1)
            ),
            models.CheckConstraint(
                name="practice_try_rating_range",
                condition=Q(self_rating__isnull=True) | Q(self_rating__gte=1, self_rating__lte=4),
            ),
            # Remarks and models come after the own rating, or there is nothing to rate.
            models.CheckConstraint(
                name="practice_try_rated_before_shown",
                condition=Q(is_written=False, state="shown", self_rating__isnull=True)
                | Q(is_written=True, state="written", self_rating__isnull=True)
                | Q(is_written=True, state__in=["rated", "shown"], self_rating__isnull=False),
            ),
            models.CheckConstraint(
                name="practice_try_kept_or_erased",
                condition=Q(answer__isnull=False, erased_at__isnull=True)
                | Q(answer__isnull=True, erased_at__isnull=False),
            ),
        ]  # fmt: skip
        indexes: ClassVar = [
            models.Index(
                fields=["created_at"], name="practice_try_to_erase",
                condition=Q(answer__isnull=False),
            )
        ]  # fmt: skip

    class Privacy:
        personal: ClassVar = {"answer": "erase", "self_rating": "erase"}
        retain: ClassVar = {
            "id", "uuid", "learner", "lesson", "exercise", "ordinal", "language",
            "is_written", "state", "created_at", "erased_at",
        }  # fmt: skip

    @property
    def about(self) -> str:
        """Return the place that its sealed words belong to."""
        return f"practice.try/{self.uuid}"


class Objection(PublicId):
    """What the learner says to a remark on their try. No text: a verdict, and from which letter to
    which the words stand that they mean.
    """

    class Verdict(models.TextChoices):
        """What the learner says."""

        WRONG = "wrong"
        SAID = "said"
        LEFT_OUT = "left_out"

    own_try = models.ForeignKey(Try, on_delete=models.PROTECT, related_name="objections")
    code = models.CharField(max_length=60)
    point = models.CharField(max_length=60, blank=True, default="")
    place = models.PositiveIntegerField(default=0)
    verdict = models.CharField(max_length=8, choices=Verdict)
    marked_from = models.PositiveIntegerField(null=True, blank=True)
    marked_to = models.PositiveIntegerField(null=True, blank=True)
    raised_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["own_try", "code", "point", "place"], name="practice_objection_once"
            ),
            models.CheckConstraint(
                name="practice_objection_verdict_known",
                condition=Q(verdict__in=["wrong", "said", "left_out"]),
            ),
            # Words are marked where they were said, from one letter of the reply to another.
            models.CheckConstraint(
                name="practice_objection_marks_what_was_said",
                condition=Q(marked_from__isnull=True, marked_to__isnull=True)
                | Q(verdict="said", marked_from__lt=models.F("marked_to")),
            ),
        ]

    class Privacy:
        personal: ClassVar = {
            "verdict": "erase", "marked_from": "erase", "marked_to": "erase",
        }  # fmt: skip
        retain: ClassVar = {"id", "uuid", "own_try", "code", "point", "place", "raised_at"}


class MeaningHint(PublicId):
    """Which key points a worker compared by meaning, and whether each was found. No text.

    `points` is {id of a key point: found}. Written once, and gone with the words it is about.
    """

    own_try = models.OneToOneField(Try, on_delete=models.PROTECT, related_name="meaning_hint")
    points = models.JSONField()
    compared_at = models.DateTimeField()

    class Privacy:
        personal: ClassVar = {"points": "erase"}
        retain: ClassVar = {"id", "uuid", "own_try", "compared_at"}


class PeerAsk(PublicId):
    """A try that its owner lets two peers read, until it is taken back."""

    own_try = models.OneToOneField(Try, on_delete=models.PROTECT, related_name="peer_ask")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        personal: ClassVar[dict[str, str]] = {}
        retain: ClassVar = {"id", "uuid", "own_try", "department", "asked_at", "withdrawn_at"}


class PeerRating(PublicId):
    """What one of two peers from another department says; a trigger keeps it so."""

    ask = models.ForeignKey(PeerAsk, on_delete=models.PROTECT, related_name="ratings")
    seat = models.PositiveSmallIntegerField()
    rater = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="+")
    rating = models.PositiveSmallIntegerField()
    rated_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["ask", "seat"], name="practice_peer_seat_once"),
            models.UniqueConstraint(fields=["ask", "rater"], name="practice_peer_once"),
            models.CheckConstraint(
                name="practice_two_peers", condition=Q(seat__gte=1, seat__lte=2)
            ),
            models.CheckConstraint(
                name="practice_peer_rating_range", condition=Q(rating__gte=1, rating__lte=4)
            ),
        ]  # fmt: skip

    class Privacy:
        personal: ClassVar = {"rating": "erase"}
        retain: ClassVar = {"id", "uuid", "ask", "seat", "rater", "department", "rated_at"}
