"""What load balancers ask."""

from __future__ import annotations

from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from people.access import public


@require_safe
@public("load balancers have no account; the answer tells nothing")
def livez(request: HttpRequest) -> HttpResponse:
    """Answer without touching anything: the process serves."""
    return HttpResponse("alive\n", content_type="text/plain")


@require_safe
@public("load balancers have no account; the answer tells nothing")
def readyz(request: HttpRequest) -> HttpResponse:
    """Answer whether the database does; broker and mail server do not matter here."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 1000; SELECT 1")
    except OperationalError:
        return HttpResponse("waiting for the database\n", status=503, content_type="text/plain")
    return HttpResponse("ready\n", content_type="text/plain")
