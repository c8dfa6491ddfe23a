"""`@idempotent("name")` on a method of an API view: an Idempotency-Key makes it act once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from drf_spectacular.utils import OpenApiParameter
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from common.concurrency.patience import took_too_long
from common.errors import Busy
from common.idempotency.keys import Asked, StillRunning, Told, checked_key, fingerprint, once

Method = Callable[..., HttpResponseBase]
KEY_HEADER = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    required=False,
    description="1 to 100 visible ASCII characters. The same key with the same body is answered "
    "the same, and acts once; with another body 422; while the first still runs 409.",
)


def idempotent(endpoint: str) -> Callable[[Method], Method]:
    """Let a request with a key act once; one without a key acts as ever."""

    def decorate(method: Method) -> Method:
        @wraps(method)
        def acts_once(
            self: APIView, request: Request, *args: Any, **kwargs: Any
        ) -> HttpResponseBase:
            key = request.headers.get("Idempotency-Key")
            if key is None:
                return method(self, request, *args, **kwargs)
            said = fingerprint(request.method, request.path, request.data)
            asked = Asked(request.user.uuid, endpoint, checked_key(key), said)  # type: ignore[union-attr]
            try:
                told = once(asked, lambda: _told(self, method, request, args, kwargs))
            except StillRunning as running:
                response = self.handle_exception(running)
                response["Retry-After"] = str(running.retry_after)
                return response
            return HttpResponse(told.body, status=told.status, content_type=told.media_type)

        return acts_once

    return decorate


def _told(self: APIView, method: Method, request: Request, args: Any, kwargs: Any) -> Told:
    """Return what the method answers; a refusal is an answer, a bug is raised on."""
    try:
        response = method(self, request, *args, **kwargs)
    except Exception as error:
        if isinstance(error, Busy) or took_too_long(error):
            raise  # it passes: stored, it would be the answer for ever
        response = self.handle_exception(error)
    assert isinstance(response, Response)
    media_type = response.content_type or "application/json"
    return Told(response.status_code, JSONRenderer().render(response.data).decode(), media_type)
