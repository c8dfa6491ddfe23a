from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from people.access import requires
from people.roles import Permission


@require_safe
@requires(Permission.LEARN)
def home(request: HttpRequest) -> HttpResponse:
    """Send people to the one page that tells them what is next."""
    return redirect("today")
