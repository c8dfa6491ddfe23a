"""What comes after a scene: the debrief, another try, and everything to take away."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from common.clock import now
from common.idempotency.api import KEY_HEADER
from people.access import viewer_of
from people.roles import Permission
from practice.api import shapes
from practice.selectors.runs.debrief import debrief_of
from practice.selectors.runs.export import transcripts
from practice.selectors.runs.mine import my_run
from practice.services.runs.retry_from import retry_from
from practice.services.runs.write_debrief import NOTE_AT_MOST, write_debrief


class NotesInput(serializers.Serializer[Any]):
    """Three texts; an empty one clears it. They are stored encrypted and nobody else reads them."""

    feel = serializers.CharField(allow_blank=True, max_length=NOTE_AT_MOST)
    fact = serializers.CharField(allow_blank=True, max_length=NOTE_AT_MOST)
    transfer = serializers.CharField(allow_blank=True, max_length=NOTE_AT_MOST)
    seen = serializers.CharField(
        required=False, allow_blank=True, max_length=40,
        help_text="The mark of the notes you saw; others stored by now are a conflict (409).",
    )  # fmt: skip


class RetryInput(serializers.Serializer[Any]):
    """Before which turn the new run stands."""

    turn = serializers.IntegerField(min_value=1, max_value=32_767)


class RoleplayDebrief(APIView):
    """The debrief of a run."""

    access = Permission.LEARN

    @extend_schema(responses=shapes.DebriefShape, operation_id="roleplay_runs_debrief")
    def get(self, request: Request, run: UUID) -> Response:
        """Return the debrief; 409 while the scene goes on."""
        return Response(shapes.debrief_body(debrief_of(my_run(viewer_of(request), run))))

    @extend_schema(
        request=NotesInput,
        responses=shapes.DebriefShape,
        operation_id="roleplay_runs_write_debrief",
    )
    def put(self, request: Request, run: UUID) -> Response:
        """Store what the scene leaves behind and return the debrief."""
        sent = NotesInput(data=request.data)
        sent.is_valid(raise_exception=True)
        viewer = viewer_of(request)
        found = my_run(viewer, run)
        write_debrief(run=found, **sent.validated_data, by=viewer.user, at=now())
        return Response(shapes.debrief_body(debrief_of(found)))


class RoleplayRetries(APIView):
    """Another try."""

    access = Permission.LEARN

    @extend_schema(
        request=RetryInput,
        parameters=[KEY_HEADER],
        responses={201: shapes.RunWithStageShape},
        operation_id="roleplay_runs_retry",
    )
    def post(self, request: Request, run: UUID) -> Response:
        """Begin a new run that stands before a turn of this one."""
        sent = RetryInput(data=request.data)
        sent.is_valid(raise_exception=True)
        viewer = viewer_of(request)
        made = retry_from(
            run=my_run(viewer, run),
            turn=sent.validated_data["turn"],
            by=viewer.user,
            at=now(),
            key=request.headers.get("Idempotency-Key", ""),
        )
        return Response(shapes.run_body(my_run(viewer, made.uuid)), status=201)


class RoleplayTranscripts(APIView):
    """Everything of one's own."""

    access = Permission.LEARN

    @extend_schema(responses=shapes.TranscriptsShape, operation_id="roleplay_transcripts_export")
    def get(self, request: Request) -> Response:
        """Return every run of one's own with all that was said and written."""
        return Response(transcripts(viewer_of(request), at=now()))
