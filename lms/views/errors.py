"""Pages that say what happened and what comes next."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Show that a form's protection did not match, and how to send it again."""
    return render(request, "403_csrf.html", status=403)
