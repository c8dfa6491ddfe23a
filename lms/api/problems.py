"""One error shape in the API: problem documents (RFC 9457)."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import structlog
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, JsonResponse
from rest_framework import exceptions
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response

from common.concurrency.patience import took_too_long
from common.errors import Busy, DomainError
from common.private_text import UnreadablePrivateText

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_SECONDS = 30
log = structlog.get_logger(__name__)


def problem(
    status: int, detail: str, *, code: str, errors: list[dict[str, str]] | None = None
) -> Response:
    """Return a problem document; `errors` lists field and message."""
    body = _body(status, detail, code)
    if errors:
        body["errors"] = errors
    return Problem(body, status=status, content_type=MEDIA_TYPE)


def problem_outside_a_view(
    status: int, detail: str, *, code: str, headers: dict[str, str] | None = None
) -> JsonResponse:
    """Return a problem document where no view of the API was reached, or where one broke."""
    body = _body(status, detail, code)
    return JsonResponse(body, status=status, content_type=MEDIA_TYPE, headers=headers)


def _body(status: int, detail: str, code: str) -> dict[str, Any]:
    return {
        "type": f"about:blank#{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }


class Problem(Response):
    """A problem document: JSON, whatever form of an answer was asked for."""

    @property
    def rendered_content(self) -> Any:
        """Return the document as it is sent."""
        self.accepted_renderer = JSONRenderer()
        return super().rendered_content


def _field_errors(detail: Any, prefix: str = "") -> list[dict[str, str]]:
    if isinstance(detail, dict):
        return [
            error
            for key, value in detail.items()
            for error in _field_errors(value, f"{prefix}.{key}" if prefix else str(key))
        ]
    if isinstance(detail, list):
        return [error for value in detail for error in _field_errors(value, prefix)]
    return [{"field": prefix, "message": str(detail)}]


_PLAIN: tuple[tuple[type[Exception], int, str, str], ...] = (
    (Http404, 404, "There is nothing here for you.", "not_found"),
    # A body too large to be read, for one.
    (SuspiciousOperation, 400, "This request is too large or malformed.", "malformed"),
    (PermissionDenied, 403, "This needs a sign-in.", "forbidden"),
)


def as_problem(error: Exception, context: dict[str, Any]) -> Response | None:
    """Translate what a view raised into a problem document; None leaves it to Django (a bug)."""
    if isinstance(error, DomainError):
        errors = [{"field": error.field, "message": error.message}] if error.field else None
        return problem(error.status, error.message, code=error.code, errors=errors)
    if took_too_long(error):
        return problem(409, "Something else is being saved right now.", code=Busy.code)
    for kind, status, detail, code in _PLAIN:
        if isinstance(error, kind):
            return problem(status, detail, code=code)
    if isinstance(error, exceptions.ValidationError):
        return problem(
            400,
            "Some fields need another look.",
            code="invalid",
            errors=_field_errors(error.detail),
        )
    if isinstance(error, (UnreadablePrivateText, OperationalError, InterfaceError)):
        return _unavailable(error)
    if isinstance(error, exceptions.APIException):
        return problem(error.status_code, str(error.detail), code=str(error.default_code))
    return None


def _unavailable(error: Exception) -> Response:
    log.error("unavailable", exc_info=error)
    if isinstance(error, UnreadablePrivateText):
        return problem(503, "A private text cannot be opened at the moment.", code="unavailable")
    told = problem(503, "The database does not answer for a moment.", code="unavailable")
    told["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return told


def add_problem_responses(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Add the problem responses that every endpoint may give to the generated schema."""
    schemas = result.setdefault("components", {}).setdefault("schemas", {})
    schemas["Problem"] = {
        "type": "object",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
            "errors": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
                },
            },
        },
    }
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for path in result.get("paths", {}).values():
        for operation in path.values():
            for status in (400, 403, 404, 409):
                operation["responses"].setdefault(
                    str(status), {"description": HTTPStatus(status).phrase, "content": content}
                )
    return result
