from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from common.models import PublicId
from people.models import Department
from people.roles import Permission
from people.viewer import Viewer


class ReportRunQuerySet(models.QuerySet["ReportRun"]):
    """Words for asking about report runs."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return runs about no more than the viewer may see today; HR sees own ones only.

        An auditor sees every run in scope. Runs with scores stay with auditors, and a run keeps to
        its frozen scope: whose scope became narrower no longer opens the wider runs.
        """
        scope = viewer.scope(Permission.REQUEST_REPORT)
        if scope == frozenset():
            return self.none()
        found = self
        if scope is not None:
            nodes = Department.objects.at_or_below(scope).values_list("uuid", flat=True)
            found = found.filter(scope__uuids__contained_by=[str(uuid) for uuid in nodes])
        if not viewer.has(Permission.READ_AUDIT_TRAIL):
            found = found.filter(requested_by=viewer.user, parameters__has_scores=False)
        return found

    def running(self) -> Self:
        """Return those that are asked for and not finished."""
        return self.filter(state__in=[ReportRun.State.QUEUED, ReportRun.State.BUILDING])


class ReportRun(PublicId):
    """One asked-for report: who, why, what, over which snapshot, and the files it became."""

    class State(models.TextChoices):
        """From asked to done."""

        QUEUED = "queued"
        BUILDING = "building"
        READY = "ready"
        FAILED = "failed"

    kind = models.CharField(max_length=40)
    definition = models.PositiveSmallIntegerField()
    parameters = models.JSONField(default=dict)
    scope = models.JSONField(null=True, blank=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="report_runs"
    )
    requested_at = models.DateTimeField()
    reason = models.CharField(max_length=300)
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    rows_done = models.PositiveIntegerField(default=0)
    rows_total = models.PositiveIntegerField(null=True, blank=True)
    snapshot_at = models.DateTimeField(null=True, blank=True)
    snapshot = models.TextField(blank=True, default="")
    totals = models.JSONField(default=dict)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = ReportRunQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="reports_ready_has_rows",
                condition=~Q(state="ready")
                | Q(finished_at__isnull=False, rows_total__isnull=False, snapshot_at__isnull=False),
            ),
            models.CheckConstraint(name="reports_reason_given", condition=~Q(reason="")),
            models.UniqueConstraint(
                fields=["requested_by"], name="reports_one_running",
                condition=Q(state__in=["queued", "building"]),
            ),
        ]  # fmt: skip
        indexes: ClassVar = [models.Index(fields=["-requested_at"], name="reports_latest")]

    class Privacy:
        personal: ClassVar = {"reason": "pseudonymise"}
        retain: ClassVar = {
            "id", "uuid", "kind", "definition", "parameters", "scope", "requested_by",
            "requested_at", "state", "rows_done", "rows_total", "snapshot_at", "snapshot",
            "totals", "finished_at",
        }  # fmt: skip

    @property
    def is_running(self) -> bool:
        """Return whether it is asked for and not finished."""
        return self.state in {self.State.QUEUED, self.State.BUILDING}

    @property
    def percent(self) -> int:
        """Return how much of it is written, rounded down."""
        return self.rows_done * 100 // self.rows_total if self.rows_total else 0

    @property
    def short_id(self) -> str:
        """Return the beginning of the identifier, which file names carry."""
        return str(self.uuid)[:8]

    @property
    def draft_name(self) -> str:
        """Return the name of the file that grows while it is built; a retry writes it anew."""
        return f"report-{self.uuid}.csv"

    def audit_label(self) -> str:
        """Return the words that stand for this run in the trail."""
        return f"Report {self.kind}"


class ReportFile(models.Model):
    """One file of a run, stored under its hash."""

    run = models.ForeignKey(ReportRun, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64)
    bytes = models.PositiveBigIntegerField()
    rows = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "name"], name="reports_file_once")
        ]

    class Privacy:
        personal: ClassVar[dict[str, str]] = {}
        retain: ClassVar = {"id", "run", "name", "media_type", "sha256", "bytes", "rows"}
