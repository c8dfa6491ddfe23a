"""Report runs, for programs."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db.models import QuerySet
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListCreateAPIView, RetrieveAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from common.clock import now
from common.idempotency.api import KEY_HEADER, idempotent
from people.roles import Permission
from people.viewer import Viewer
from reports.definitions import KINDS
from reports.models import ReportFile, ReportRun
from reports.selectors.plan import Wish
from reports.selectors.runs import runs_for
from reports.services.download import download
from reports.services.request import LONGEST_REASON
from reports.services.request import request as request_report


class FileOutput(serializers.ModelSerializer[ReportFile]):
    """One file of a finished run."""

    url = serializers.SerializerMethodField()

    class Meta:
        model = ReportFile
        fields: ClassVar = ["name", "media_type", "bytes", "rows", "sha256", "url"]

    def get_url(self, file: ReportFile) -> str:
        """Return the address of the file."""
        return settings.SITE_URL + reverse("api:report-file", args=[file.run.uuid, file.name])


class RunOutput(serializers.ModelSerializer[ReportRun]):
    """Who asked for what and why, how far it is, and its files."""

    requested_by = serializers.CharField(source="requested_by.legal_name")
    files = FileOutput(many=True)

    class Meta:
        model = ReportRun
        fields: ClassVar = [
            "uuid", "kind", "definition", "parameters", "scope", "requested_by", "requested_at",
            "reason", "state", "rows_done", "rows_total", "totals", "snapshot", "snapshot_at",
            "finished_at", "files",
        ]  # fmt: skip


class RunInput(serializers.Serializer[Any]):
    """What is asked for; days are those of your time zone, the last one included."""

    kind = serializers.ChoiceField(choices=sorted(KINDS))
    first_on = serializers.DateField()
    last_on = serializers.DateField()
    department = serializers.UUIDField(required=False, allow_null=True)
    course = serializers.UUIDField(required=False, allow_null=True)
    reason = serializers.CharField(max_length=LONGEST_REASON)


def _viewer(request: Request) -> Viewer:
    found: Viewer = request._request.viewer  # type: ignore[attr-defined]  # noqa: SLF001 - the middleware's attribute
    return found


def _runs(request: Request) -> QuerySet[ReportRun]:
    return runs_for(_viewer(request)).prefetch_related("files__run")


class ReportRuns(ListCreateAPIView[ReportRun]):
    """List the runs I may see; ask for a new one."""

    access = Permission.REQUEST_REPORT
    serializer_class = RunOutput
    queryset = ReportRun.objects.none()  # what the schema is generated from

    def get_queryset(self) -> QuerySet[ReportRun]:
        """Return what the caller may see."""
        return _runs(self.request)

    @extend_schema(request=RunInput, parameters=[KEY_HEADER], responses={201: RunOutput})
    @idempotent("report-run")
    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:  # type: ignore[override]
        """Ask for a report; one is built at a time."""
        given = RunInput(data=request.data)
        given.is_valid(raise_exception=True)
        data = dict(given.validated_data)
        reason = data.pop("reason")
        run = request_report(wish=Wish(**data), reason=reason, by=_viewer(request), at=now())
        return Response(RunOutput(run).data, status=201)


class OneReportRun(RetrieveAPIView[ReportRun]):
    """Show one run."""

    access = Permission.REQUEST_REPORT
    serializer_class = RunOutput
    queryset = ReportRun.objects.none()
    lookup_field = "uuid"

    def get_queryset(self) -> QuerySet[ReportRun]:
        """Return what the caller may see."""
        return _runs(self.request)


class OneReportFile(APIView):
    """Download a file of a finished run."""

    access = Permission.REQUEST_REPORT
    # HEAD is no download for the trail to tell of.
    http_method_names = ["get", "options"]

    @extend_schema(
        responses={(200, "text/csv"): OpenApiTypes.BINARY,
                   (200, "application/json"): OpenApiTypes.BINARY}
    )  # fmt: skip
    def get(self, request: Request, run_uuid: uuid.UUID, name: str) -> FileResponse:
        """Send the file, checked to its last byte; the download is in the audit trail."""
        run = get_object_or_404(_runs(request), uuid=run_uuid, state=ReportRun.State.READY)
        found = get_object_or_404(run.files.select_related("run"), name=name)
        handle = download(file=found, by=_viewer(request).user, at=now())
        return FileResponse(
            handle,
            as_attachment=True,
            filename=found.name,
            content_type=f"{found.media_type}; charset=utf-8",
        )
