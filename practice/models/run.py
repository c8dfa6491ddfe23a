from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from common.models import PublicId
from enrollments.models import Enrollment
from people.viewer import Viewer
from practice.models.comfort import Comfort
from practice.models.scenario import Scenario


class ClockTimestamp(models.Func):
    """The database's time at that moment; `now()` would stand still inside a transaction."""

    function = "clock_timestamp"
    output_field = models.DateTimeField()


class RunQuerySet(models.QuerySet["Run"]):
    """Words for asking about runs."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return the viewer's own: nobody else reads a run, whatever their role."""
        return self.filter(learner=viewer.user)

    def with_clock(self) -> Self:
        """Add the database's time (`read_at`): a face need not ask for it on its own."""
        return self.annotate(read_at=ClockTimestamp())

    def with_note(self) -> Self:
        """Add whether anything was written down after it (`has_note`)."""
        noted = Run.objects.filter(pk=OuterRef("pk"), note__isnull=False)
        return self.annotate(has_note=Exists(noted))

    def playing(self) -> Self:
        """Return those that go on."""
        return self.filter(state=Run.State.PLAYING)


class Run(PublicId):
    """One time through a scene. Everything about it follows from its turns.

    Ending, outcome, skills and index are written once at the end, so that lists need no replay;
    a test replays every run and finds the same.
    """

    class State(models.TextChoices):
        """Playing until an ending is reached and its debrief open, or until the learner leaves."""

        PLAYING = "playing"
        DEBRIEFED = "debriefed"
        STEPPED_OUT = "stepped_out"

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="practice_runs"
    )
    enrollment = models.ForeignKey(
        Enrollment, on_delete=models.PROTECT, related_name="practice_runs"
    )
    scenario = models.ForeignKey(Scenario, on_delete=models.PROTECT, related_name="runs")
    language = models.CharField(max_length=20)
    ordinal = models.PositiveIntegerField()
    key = models.CharField(max_length=100)  # of the request that began it: sent twice, one run
    seed = models.PositiveBigIntegerField()  # in which order the options stand
    state = models.CharField(max_length=12, choices=State, default=State.PLAYING)
    turns_taken = models.PositiveSmallIntegerField(default=0)
    # Retried from this turn of `continues`, which may be deleted since; 0: from the beginning.
    from_turn = models.PositiveSmallIntegerField(default=0)
    continues = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="retries"
    )
    # Of the turn being made: what was noticed and written before the options are shown.
    now_noticed = models.PositiveSmallIntegerField(null=True, blank=True)
    now_noticed_words = models.BinaryField(null=True, blank=True)
    now_wrote = models.BinaryField(null=True, blank=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ending = models.CharField(max_length=80, blank=True, default="")
    outcome = models.CharField(max_length=12, blank=True, default="")
    skills = models.JSONField(default=dict)  # tag → [times shown, times offered]
    index_numerator = models.PositiveSmallIntegerField(null=True, blank=True)
    index_denominator = models.PositiveSmallIntegerField(null=True, blank=True)

    # Given by `with_note()`.
    has_note: bool

    # Given by `my_run()`.
    read_at: datetime
    comfort: Comfort
    # Given by whoever read them already.
    told_turns: list[Turn]

    objects = RunQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["enrollment", "scenario", "ordinal"], name="practice_run_ordinal_once"
            ),
            models.UniqueConstraint(fields=["learner", "key"], name="practice_run_key_once"),
            models.UniqueConstraint(
                fields=["enrollment", "scenario"], name="practice_one_run_from_the_start",
                condition=Q(state="playing", from_turn=0),
            ),
            models.CheckConstraint(
                name="practice_run_end_is_whole",
                condition=Q(state="playing", ended_at__isnull=True, ending="", outcome="")
                | (Q(state="debriefed", ended_at__isnull=False) & ~Q(ending="") & ~Q(outcome=""))
                | Q(state="stepped_out", ended_at__isnull=False, ending="", outcome="safe_exit"),
            ),
            models.CheckConstraint(
                name="practice_run_index_is_a_share",
                condition=Q(index_numerator__isnull=True, index_denominator__isnull=True)
                | Q(
                    state="debriefed", index_denominator__gte=1,
                    index_numerator__lte=F("index_denominator"),
                ),
            ),
            models.CheckConstraint(
                name="practice_run_nothing_pending_at_the_end",
                condition=Q(state="playing")
                | Q(
                    now_noticed__isnull=True, now_noticed_words__isnull=True,
                    now_wrote__isnull=True,
                ),
            ),
        ]  # fmt: skip
        indexes: ClassVar = [
            models.Index(fields=["learner", "-started_at"], name="practice_run_of_learner"),
        ]

    class Privacy:
        personal: ClassVar = {
            "now_noticed": "erase", "now_noticed_words": "erase", "now_wrote": "erase",
            "skills": "erase", "ending": "erase", "outcome": "erase", "index_numerator": "erase",
            "index_denominator": "erase",
        }  # fmt: skip
        retain: ClassVar = {
            "id", "uuid", "learner", "enrollment", "scenario", "language", "ordinal", "key",
            "seed", "state", "turns_taken", "from_turn", "continues", "started_at", "ended_at",
        }  # fmt: skip


class Turn(models.Model):
    """What the learner did at one node. Append-only; it goes only with its run."""

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="turns")
    ordinal = models.PositiveSmallIntegerField()
    node = models.CharField(max_length=80)
    choice = models.CharField(max_length=80)
    noticed = models.PositiveSmallIntegerField(null=True, blank=True)  # place of the answer
    noticed_words = models.BinaryField(null=True, blank=True)  # encrypted, where none are offered
    wrote = models.BinaryField(null=True, blank=True)  # encrypted
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "ordinal"], name="practice_turn_once"),
            models.CheckConstraint(
                name="practice_turn_counts_from_one", condition=Q(ordinal__gte=1)
            ),
        ]

    class Privacy:
        personal: ClassVar = {
            "node": "erase", "choice": "erase", "noticed": "erase", "noticed_words": "erase",
            "wrote": "erase",
        }  # fmt: skip
        retain: ClassVar = {"id", "run", "ordinal", "at"}
