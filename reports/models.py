from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from common.models import PublicId
from people.roles import Permission
from people.viewer import Viewer


class ReportRunQuerySet(models.QuerySet["ReportRun"]):
    """Words for asking about report runs."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return own runs; an auditor of everything sees all of them."""
        if viewer.scope(Permission.READ_AUDIT_TRAIL) is None:
            return self
        return self.filter(requested_by=viewer.user)


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
        ]
        indexes: ClassVar = [models.Index(fields=["-requested_at"], name="reports_latest")]

    class Privacy:
        personal: ClassVar = {"reason": "pseudonymise"}
        retain: ClassVar = {
            "id", "uuid", "kind", "definition", "parameters", "scope", "requested_by",
            "requested_at", "state", "rows_done", "rows_total", "snapshot_at", "snapshot",
            "finished_at",
        }  # fmt: skip

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
