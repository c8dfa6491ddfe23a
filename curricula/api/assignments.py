"""What is assigned: one's own, or one's people for HR; and assigning, with the page's service."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from common.clock import now
from common.errors import InvalidInput
from curricula.audience import Audience
from curricula.due_dates import LATEST, Anchor, DueRule, Standing
from curricula.models import AssignmentRule, Curriculum, Cycle
from curricula.selectors.follow import Filters, followed, own
from curricula.services.assign import assign
from curricula.services.refuse import Exceptions
from people.access import viewer_of
from people.roles import Permission
from people.viewer import Viewer

STANDINGS = [standing.value for standing in Standing]


class Assignments(GenericAPIView[Cycle]):
    """Assignments: a list, and one more rule."""

    access = Permission.LEARN  # everybody has own ones; HR's part asks for more below
    queryset = Cycle.objects.none()
    filter_backends = ()

    @extend_schema_serializer(component_name="AssignmentQuery")
    class Query(serializers.Serializer[Any]):
        """Whose, and which."""

        whose = serializers.ChoiceField(
            ["mine", "people"], default="mine", help_text="`people`: those in your HR scope."
        )
        curriculum = serializers.SlugField(required=False, default="")
        department = serializers.UUIDField(
            required=False, default=None, help_text="With all departments below it."
        )
        standing = serializers.ChoiceField(STANDINGS, required=False, default="")

    @extend_schema_serializer(component_name="Assignment")
    class Output(serializers.Serializer[Any]):
        """Who owes what until when; never an answer or a score."""

        uuid = serializers.UUIDField(source="assignment.uuid")
        person = serializers.UUIDField(source="assignment.person.uuid")
        person_name = serializers.CharField(source="assignment.person.legal_name")
        curriculum = serializers.SlugField(source="assignment.curriculum.slug")
        title = serializers.CharField(source="assignment.curriculum.title")
        why = serializers.CharField()
        standing = serializers.ChoiceField(STANDINGS)
        due_on = serializers.DateField(allow_null=True)
        zone = serializers.CharField()
        due_at = serializers.DateTimeField(allow_null=True)
        satisfied_at = serializers.DateTimeField(allow_null=True)
        expires_on = serializers.DateField(allow_null=True)

    @extend_schema_serializer(component_name="AssignmentRuleRequest")
    class Input(serializers.Serializer[Any]):
        """Whom and until when."""

        token = serializers.UUIDField(
            required=False, default=None, help_text="Sent twice, it is assigned once."
        )
        curriculum = serializers.SlugField(max_length=80)
        departments = serializers.ListField(
            child=serializers.UUIDField(), max_length=200, required=False, default=list,
            help_text="None: everybody in your scope.",
        )  # fmt: skip
        include_below = serializers.BooleanField(default=True)
        hired_from = serializers.DateField(required=False, default=None, allow_null=True)
        hired_to = serializers.DateField(required=False, default=None, allow_null=True)
        job_titles = serializers.ListField(
            child=serializers.CharField(max_length=120), max_length=60, required=False, default=list
        )
        anchor = serializers.ChoiceField([anchor.value for anchor in Anchor])
        due_on = serializers.DateField(required=False, default=None, allow_null=True)
        offset_days = serializers.IntegerField(
            required=False, default=None, allow_null=True, min_value=0, max_value=3650
        )
        note = serializers.CharField(max_length=300, required=False, default="", allow_blank=True)
        exceptions = serializers.ChoiceField(
            [choice.value for choice in Exceptions], default=Exceptions.ASK.value,
            help_text="What becomes of people for whom no due date follows.",
        )  # fmt: skip

    @extend_schema_serializer(component_name="AssignmentRule")
    class Rule(serializers.Serializer[Any]):
        """What was assigned."""

        uuid = serializers.UUIDField()
        curriculum = serializers.SlugField(source="curriculum.slug")
        audience = serializers.CharField(source="audience_words")
        people = serializers.IntegerField()
        created_at = serializers.DateTimeField()

    @extend_schema(parameters=[Query], responses=Output(many=True), operation_id="assignments_list")
    def get(self, request: Request) -> Response:
        """Return assignments, the newest first: own ones, or those of one's people."""
        sent = self.Query(data=request.query_params)
        sent.is_valid(raise_exception=True)
        found = _wanted(viewer_of(request), sent.validated_data, at=now())
        page = self.paginate_queryset(found)
        return self.get_paginated_response(self.Output(page, many=True).data)

    def get_serializer_class(self) -> type[serializers.Serializer[Any]]:
        """Return the shape of one row."""
        return self.Output

    @extend_schema(
        request=Input, responses={201: OpenApiResponse(Rule)}, operation_id="assignments_create"
    )
    def post(self, request: Request) -> Response:
        """Assign a curriculum to an audience within one's scope (HR)."""
        viewer = viewer_of(request)
        if not viewer.has(Permission.ASSIGN_CURRICULUM):
            raise Http404
        sent = self.Input(data=request.data)
        sent.is_valid(raise_exception=True)
        rule = _assign(viewer, sent.validated_data, at=now())
        rule.people = rule.grants.count()  # type: ignore[attr-defined]
        return Response(self.Rule(rule).data, status=201)


def _wanted(viewer: Viewer, given: dict[str, Any], *, at: datetime) -> QuerySet[Cycle]:
    if given["whose"] == "people" and not viewer.has(Permission.FOLLOW_PROGRESS):
        raise Http404
    filters = Filters(
        curriculum=given["curriculum"],
        department=str(given["department"] or ""),
        standing=given["standing"],
    )
    rows = followed if given["whose"] == "people" else own
    found = rows(viewer, filters, at=at)
    return found.standing_at(filters.standing) if filters.standing else found


def _assign(viewer: Viewer, given: dict[str, Any], *, at: datetime) -> AssignmentRule:
    curriculum = Curriculum.objects.filter(slug=given["curriculum"]).first()
    if curriculum is None:
        raise InvalidInput(_("There is no such curriculum."), field="curriculum")
    audience = Audience(
        departments=tuple(given["departments"]),
        include_below=given["include_below"],
        hired_from=given["hired_from"],
        hired_to=given["hired_to"],
        job_titles=tuple(given["job_titles"]),
    )
    return assign(
        curriculum=curriculum, audience=audience, due=_due(given), by=viewer.user,
        scope=viewer.scope(Permission.ASSIGN_CURRICULUM), at=at, note=given["note"],
        exceptions=Exceptions(given["exceptions"]), token=given["token"],
    )  # fmt: skip


def _due(given: dict[str, Any]) -> DueRule:
    if given["due_on"] and given["due_on"] > LATEST:
        raise InvalidInput(_("Choose a date in this or the next century."), field="due_on")
    try:
        return DueRule(Anchor(given["anchor"]), given["due_on"], given["offset_days"])
    except ValueError as error:
        raise InvalidInput(
            _("Send due_on for `fixed`, and offset_days for `hired` or `assigned`."), field="anchor"
        ) from error
