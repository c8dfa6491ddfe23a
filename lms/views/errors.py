"""Pages that say what happened and what comes next."""

from __future__ import annotations

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views import defaults
from django.views.decorators.csrf import requires_csrf_token

from lms.api.problems import RETRY_AFTER_SECONDS, problem_outside_a_view

# The database is away, full, restarting or too busy: it passes, and nobody did anything wrong.
PASSING = (OperationalError, InterfaceError)
API = "/api/"
SAID = {
    400: ("This request is too large or malformed.", "malformed"),
    404: ("There is nothing here for you.", "not_found"),
    500: ("Something broke on our side. It was recorded.", "broken"),
    503: ("The database does not answer for a moment.", "unavailable"),
}


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Show that a form's protection did not match, and how to send it again."""
    return render(request, "403_csrf.html", status=403)


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """Show that something broke, or that the database does not answer for a moment.

    Both pages are drawn without the request, as its person may be what could not be read.
    """
    passes = isinstance(sys.exc_info()[1], PASSING)
    status = 503 if passes else 500
    headers = {"Retry-After": str(RETRY_AFTER_SECONDS)} if passes else {}
    if _is_program(request):
        return _told(status, headers)
    return HttpResponse(render_to_string(f"{status}.html"), status=status, headers=headers)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that nothing is at this address, to a program in its own way."""
    return _told(404) if _is_program(request) else defaults.page_not_found(request, exception)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that a request could not be read, to a program in its own way."""
    return _told(400) if _is_program(request) else defaults.bad_request(request, exception)


def _is_program(request: HttpRequest) -> bool:
    return request.path_info.startswith(API)


def _told(status: int, headers: dict[str, str] | None = None) -> HttpResponse:
    detail, code = SAID[status]
    return problem_outside_a_view(status, detail, code=code, headers=headers)
