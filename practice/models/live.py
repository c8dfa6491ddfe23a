"""Practice with others in one room, as one of them keeps it: theirs alone.

Nothing here names or points to another person. Each keeps an own session in an own account; what
an observer marks may speak of a colleague, so it is sealed, and stays with who wrote it.
"""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from common.models import PublicId
from courses.models import Lesson
from people.viewer import Viewer
from practice.live.roles import LABELS
from practice.models.private import Sealed

ROLES = tuple(LABELS)


class LiveExercise(PublicId):
    """What a live lesson holds, as plain data; written with its version and never changed."""

    lesson = models.OneToOneField(Lesson, on_delete=models.PROTECT, related_name="live_exercise")
    payload = models.JSONField()

    class Privacy:
        personal: ClassVar[dict[str, str]] = {}
        retain: ClassVar = {"id", "uuid", "lesson", "payload"}


class LiveSessionQuerySet(models.QuerySet["LiveSession"]):
    """Words for asking about sessions."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return the viewer's own: nobody else reads them, whatever their role."""
        return self.filter(owner=viewer.user)


class LiveSession(PublicId):
    """One time that somebody practiced with others: their way through the rounds."""

    class State(models.TextChoices):
        """Open until its debrief is reached, or until somebody stopped; both are final."""

        OPEN = "open"
        DEBRIEFED = "debriefed"
        LEFT = "left"

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="live_sessions"
    )
    lesson = models.ForeignKey(Lesson, on_delete=models.PROTECT, related_name="live_sessions")
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    round_number = models.PositiveSmallIntegerField(default=1)

    objects = LiveSessionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["owner", "lesson"], name="practice_one_open_live_session",
                condition=Q(state="open"),
            ),
            models.CheckConstraint(
                name="practice_live_end_is_whole",
                condition=Q(state="open", ended_at__isnull=True)
                | Q(state__in=("debriefed", "left"), ended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="practice_live_counts_from_one", condition=Q(round_number__gte=1)
            ),
        ]  # fmt: skip
        indexes: ClassVar = [
            models.Index(fields=["owner", "-started_at"], name="practice_live_of_owner"),
        ]

    class Privacy:
        # That somebody stopped is told to nobody, so it goes with what they wrote.
        personal: ClassVar = dict.fromkeys(
            ("state", "round_number", "started_at", "ended_at"), "erase"
        )
        retain: ClassVar = {"id", "uuid", "owner", "lesson"}


class LiveRound(PublicId):
    """A round of a session, and the role that its owner had."""

    session = models.ForeignKey(LiveSession, on_delete=models.PROTECT, related_name="rounds")
    ordinal = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=8)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "ordinal"], name="practice_live_round_once"),
            models.CheckConstraint(
                name="practice_live_round_role", condition=Q(role__in=ROLES, ordinal__gte=1)
            ),
        ]

    class Privacy:
        personal: ClassVar = {"role": "erase"}
        retain: ClassVar = {"id", "uuid", "session", "ordinal"}


class LiveCard(Sealed):
    """The observer card of a round: levels and words, sealed, for who observed and nobody else."""

    round = models.OneToOneField(LiveRound, on_delete=models.PROTECT, related_name="card")

    class Privacy:
        personal: ClassVar[dict[str, str]] = {"sealed": "erase"}
        retain: ClassVar = {"id", "uuid", "learner", "round", "revision", "changed_at"}


class LiveNote(Sealed):
    """What somebody writes down for themselves after a session."""

    session = models.OneToOneField(LiveSession, on_delete=models.PROTECT, related_name="note")

    class Privacy:
        personal: ClassVar[dict[str, str]] = {"sealed": "erase"}
        retain: ClassVar = {"id", "uuid", "learner", "session", "revision", "changed_at"}
