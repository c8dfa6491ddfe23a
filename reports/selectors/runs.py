"""Report runs for pages and programs."""

from __future__ import annotations

from django.db.models import QuerySet

from people.viewer import Viewer
from reports.models import ReportRun


def runs_for(viewer: Viewer) -> QuerySet[ReportRun]:
    """Return the runs that the viewer may see with who asked, the latest first."""
    rows = ReportRun.objects.visible_to(viewer).select_related("requested_by")
    return rows.order_by("-requested_at", "-id")
