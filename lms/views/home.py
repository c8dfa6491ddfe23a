from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from people.access import requires
from people.roles import Permission


@requires(Permission.LEARN)
def home(request: HttpRequest) -> HttpResponse:
    """Send people to the one page that tells them what is next."""
    return redirect("today")
