"""Pages that say what happened and what comes next."""

from __future__ import annotations

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token

# The database is away, full, restarting or too busy: it passes, and nobody did anything wrong.
PASSING = (OperationalError, InterfaceError)
RETRY_AFTER_SECONDS = 30


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Show that a form's protection did not match, and how to send it again."""
    return render(request, "403_csrf.html", status=403)


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """Show that something broke, or that the database does not answer for a moment.

    Both pages are drawn without the request, as its person may be what could not be read.
    """
    if not isinstance(sys.exc_info()[1], PASSING):
        return HttpResponse(render_to_string("500.html"), status=500)
    return HttpResponse(
        render_to_string("503.html"), status=503, headers={"Retry-After": str(RETRY_AFTER_SECONDS)}
    )
