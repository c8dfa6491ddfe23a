"""The learner's own role-play runs: the same services as the pages, JSON in and out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from common.clock import now
from common.idempotency.api import KEY_HEADER
from enrollments.player import lesson_context
from people.access import viewer_of
from people.roles import Permission
from practice.api import shapes
from practice.models import Run
from practice.selectors.runs.mine import my_run, scenario_of
from practice.services.runs.delete_run import delete_run
from practice.services.runs.leave import step_out
from practice.services.runs.prepare_turn import WORDS_AT_MOST, prepare_turn
from practice.services.runs.start import start_run
from practice.services.runs.take_turn import take_turn

MANY_TURNS = 32_767


class BeforeInput(serializers.Serializer[Any]):
    """What comes before the options. What is left out stays as it is."""

    turns_taken = serializers.IntegerField(min_value=0, max_value=MANY_TURNS)
    noticed = serializers.IntegerField(
        min_value=0, max_value=MANY_TURNS, required=False, allow_null=True,
        help_text="The place of the answer to `ask`, from 0.",
    )  # fmt: skip
    noticed_words = serializers.CharField(
        required=False, allow_blank=True, max_length=WORDS_AT_MOST
    )
    wrote = serializers.CharField(required=False, allow_blank=True, max_length=WORDS_AT_MOST)


class TurnInput(BeforeInput):
    """A reply; `noticed` and `wrote` may come with it instead of before."""

    choice = serializers.CharField(max_length=80)


class StartInput(serializers.Serializer[Any]):
    """Which lesson, in which enrollment."""

    enrollment = serializers.UUIDField()
    lesson = serializers.SlugField(max_length=60)


class RoleplayRuns(ListAPIView[Run]):
    """One's own runs."""

    access = Permission.LEARN
    queryset = Run.objects.none()
    serializer_class = shapes.RunShape

    def get_queryset(self) -> QuerySet[Run]:
        """Return the viewer's runs; nobody else has any here."""
        rows = Run.objects.visible_to(viewer_of(self.request))
        rows = rows.select_related("enrollment", "scenario__lesson")
        return rows.defer("scenario__source", "scenario__overlays", "scenario__lesson__html")

    @extend_schema(operation_id="roleplay_runs_list")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Return one's own runs, newest first."""
        return super().get(request, *args, **kwargs)

    @extend_schema(
        request=StartInput,
        parameters=[KEY_HEADER],
        responses={201: shapes.RunWithStageShape, 200: shapes.RunWithStageShape},
        operation_id="roleplay_runs_start",
    )
    def post(self, request: Request) -> Response:
        """Begin a run (201), or return the open one (200); a key sent again gives its run."""
        given = _checked(StartInput, request)
        viewer = viewer_of(request)
        context = lesson_context(viewer, given["enrollment"], given["lesson"])
        started = start_run(
            enrollment=context.enrollment,
            scenario=scenario_of(context.lesson.pk),
            by=viewer.user,
            at=now(),
            language=get_language() or "",
            key=request.headers.get("Idempotency-Key", ""),
        )
        run = my_run(viewer, started.run.uuid)
        return Response(shapes.run_body(run), status=201 if started.is_new else 200)


class RoleplayRun(APIView):
    """One run."""

    access = Permission.LEARN

    @extend_schema(responses=shapes.RunWithStageShape, operation_id="roleplay_runs_show")
    def get(self, request: Request, run: UUID) -> Response:
        """Return a run of one's own where it stands."""
        return Response(shapes.run_body(my_run(viewer_of(request), run)))

    @extend_schema(responses={204: None}, operation_id="roleplay_runs_delete")
    def delete(self, request: Request, run: UUID) -> Response:
        """Delete the run with all that was said and written; the lesson stays done."""
        viewer = viewer_of(request)
        delete_run(run=my_run(viewer, run), by=viewer.user)
        return Response(status=204)


class RoleplayBefore(APIView):
    """What comes before the options."""

    access = Permission.LEARN

    @extend_schema(
        request=BeforeInput,
        responses=shapes.RunWithStageShape,
        operation_id="roleplay_runs_prepare",
    )
    def put(self, request: Request, run: UUID) -> Response:
        """Keep what was noticed or written first."""
        given = _checked(BeforeInput, request)
        viewer = viewer_of(request)
        mine = my_run(viewer, run)
        found = prepare_turn(run=mine, **given, by=viewer.user, at=mine.read_at)
        return Response(shapes.run_body(found))


class RoleplayTurns(APIView):
    """The turns of a run."""

    access = Permission.LEARN

    @extend_schema(
        request=TurnInput, responses=shapes.RunWithStageShape, operation_id="roleplay_runs_turn"
    )
    def post(self, request: Request, run: UUID) -> Response:
        """Say something and return where the scene stands then.

        Sent again it acts once; another choice for a turn that is taken is a conflict (409).
        """
        given = _checked(TurnInput, request)
        viewer = viewer_of(request)
        mine = my_run(viewer, run)
        receipt = take_turn(run=mine, **given, by=viewer.user, at=mine.read_at)
        return Response(shapes.run_body(receipt.run))


class RoleplayStepOut(APIView):
    """Stepping out."""

    access = Permission.LEARN

    @extend_schema(
        request=None, responses=shapes.RunWithStageShape, operation_id="roleplay_runs_step_out"
    )
    def post(self, request: Request, run: UUID) -> Response:
        """End the scene at once. It is never a fail, and nobody is told."""
        viewer = viewer_of(request)
        return Response(
            shapes.run_body(step_out(run=my_run(viewer, run), by=viewer.user, at=now()))
        )


def _checked(shape: type[serializers.Serializer[Any]], request: Request) -> dict[str, Any]:
    sent = shape(data=request.data)
    sent.is_valid(raise_exception=True)
    given: dict[str, Any] = sent.validated_data
    return given
