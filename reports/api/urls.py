"""Endpoints of this app under /api/v1/."""

from __future__ import annotations

from django.urls import path

from reports.api.report_runs import OneReportFile, OneReportRun, ReportRuns

urlpatterns = [
    path("report-runs/", ReportRuns.as_view(), name="report-runs"),
    path("report-runs/<uuid:uuid>/", OneReportRun.as_view(), name="report-run"),
    path(
        "report-runs/<uuid:run_uuid>/files/<str:name>",
        OneReportFile.as_view(),
        name="report-file",
    ),
]
