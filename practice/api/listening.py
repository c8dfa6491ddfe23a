"""One's own tries at listening exercises: to take along and to delete; for nobody else."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from people.access import viewer_of
from people.roles import Permission
from practice.models import Try
from practice.selectors.listening.export import exported_tries
from practice.selectors.listening.tries import try_of
from practice.services.listening.remove import delete_all_tries, delete_try


class ListeningTryShape(serializers.Serializer[Any]):
    """A try as its owner takes it along; `answer` is null once its words were deleted.

    It is null as well where the key that sealed it is not here (`cannot_be_opened`).
    """

    uuid = serializers.UUIDField()
    course = serializers.CharField()
    lesson = serializers.CharField()
    exercise = serializers.CharField()
    type = serializers.CharField()
    at = serializers.DateTimeField()
    language = serializers.CharField()
    answer = serializers.JSONField(allow_null=True)
    cannot_be_opened = serializers.BooleanField()
    words_deleted_at = serializers.DateTimeField(allow_null=True)
    own_rating = serializers.CharField(allow_null=True)
    said_to_remarks = serializers.ListField(
        child=serializers.DictField(), help_text="Their last word on each remark they answered."
    )
    peers = serializers.DictField(
        allow_null=True, help_text="null: never shared; `they_say` is null before both are in."
    )


class MyListeningTries(APIView):
    """All tries of the person who asks."""

    access = Permission.LEARN

    @extend_schema(responses=ListeningTryShape(many=True), operation_id="my_listening_tries_list")
    def get(self, request: Request) -> Response:
        """Return every try, last first."""
        return Response(exported_tries(viewer_of(request)))

    @extend_schema(responses={204: None}, operation_id="my_listening_tries_delete_all")
    def delete(self, request: Request) -> Response:
        """Delete every try with all that hangs on it."""
        delete_all_tries(by=viewer_of(request).user)
        return Response(status=204)


class MyListeningTry(APIView):
    """One try of the person who asks."""

    access = Permission.LEARN

    @extend_schema(responses={204: None}, operation_id="my_listening_tries_delete")
    def delete(self, request: Request, own_try: UUID) -> Response:
        """Delete a try; foreign and absent are the same 404."""
        viewer = viewer_of(request)
        found: Try | None = try_of(viewer, own_try)
        if found is None:
            raise Http404
        delete_try(own_try=found, by=viewer.user)
        return Response(status=204)
