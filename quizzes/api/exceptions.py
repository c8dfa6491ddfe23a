"""Exceptions through the API: the same services as the pages of HR and managers."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from common.clock import now
from common.errors import InvalidInput
from common.idempotency.api import KEY_HEADER, idempotent
from people.access import viewer_of
from people.roles import Permission
from quizzes.models import Override
from quizzes.selectors.exceptions import person_for, quiz_of_person
from quizzes.services.grant_override import grant_attempt, grant_minutes, set_extra_time


class OverrideShape(serializers.Serializer[Any]):
    """An exception that was made."""

    uuid = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=Override.Kind.choices)
    minutes = serializers.IntegerField(allow_null=True)
    reason = serializers.CharField()
    granted_at = serializers.DateTimeField()


class ExtraTimeShape(serializers.Serializer[Any]):
    """How much longer somebody has."""

    uuid = serializers.UUIDField()
    percent = serializers.IntegerField()
    granted_at = serializers.DateTimeField()


class QuizExceptions(APIView):
    """Another attempt, or more minutes, for a person."""

    access = Permission.GRANT_ATTEMPTS

    @extend_schema_serializer(component_name="QuizException")
    class Input(serializers.Serializer[Any]):
        """Which quiz, what is given, and why."""

        enrollment = serializers.UUIDField()
        lesson = serializers.SlugField(max_length=60)
        kind = serializers.ChoiceField(choices=Override.Kind.choices)
        minutes = serializers.IntegerField(required=False, help_text="For kind minutes only.")
        reason = serializers.CharField(max_length=300)

    @extend_schema(
        request=Input, parameters=[KEY_HEADER], responses={201: OverrideShape},
        operation_id="quiz_exceptions_create",
    )  # fmt: skip
    @idempotent("quiz-exception")
    def post(self, request: Request, person_uuid: UUID) -> Response:
        """Make an exception for somebody; nobody makes one for themselves."""
        person = person_for(viewer_of(request), person_uuid, Permission.GRANT_ATTEMPTS)
        sent = self.Input(data=request.data)
        sent.is_valid(raise_exception=True)
        given = sent.validated_data
        enrollment, quiz = quiz_of_person(person, given["enrollment"], given["lesson"])
        common: dict[str, Any] = {
            "enrollment": enrollment, "quiz": quiz, "reason": given["reason"],
            "by": viewer_of(request).user, "at": now(),
        }  # fmt: skip
        is_minutes = given["kind"] == Override.Kind.MINUTES
        if is_minutes != ("minutes" in given):
            raise InvalidInput("Send minutes with kind minutes, and only then.", field="minutes")
        if is_minutes:
            made = grant_minutes(minutes=given["minutes"], **common)
        else:
            made = grant_attempt(**common)
        return Response(OverrideShape(made).data, status=201)


class ExtraTimes(APIView):
    """Extra time of a person at every quiz."""

    access = Permission.SET_EXTRA_TIME

    @extend_schema_serializer(component_name="ExtraTime")
    class Input(serializers.Serializer[Any]):
        """How much longer, in percent, and why."""

        percent = serializers.IntegerField()
        reason = serializers.CharField(max_length=300)

    @extend_schema(
        request=Input, parameters=[KEY_HEADER], responses={201: ExtraTimeShape},
        operation_id="extra_time_set",
    )  # fmt: skip
    @idempotent("extra-time")
    def post(self, request: Request, person_uuid: UUID) -> Response:
        """Set extra time for attempts that begin from now on."""
        person = person_for(viewer_of(request), person_uuid, Permission.SET_EXTRA_TIME)
        sent = self.Input(data=request.data)
        sent.is_valid(raise_exception=True)
        made = set_extra_time(
            learner=person, **sent.validated_data, by=viewer_of(request).user, at=now()
        )
        return Response(ExtraTimeShape(made).data, status=201)
