"""One-click sign-in as one of the cast. It exists in the demo only."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from lms.demo.cast import BY_KEY, CAST
from people.access import public
from people.models import User
from people.sign_in import keep_language


@public("shows the demo's invented people; answers 404 outside the demo")
@require_http_methods(["GET", "POST"])
def sign_in_as(request: HttpRequest, key: str = "") -> HttpResponse:
    """Show the cast, or sign in as one of them."""
    if not settings.IS_DEMO or (key and key not in BY_KEY):
        raise Http404
    if request.method == "POST" and key:
        person = get_object_or_404(User.objects.active(), email=BY_KEY[key].email)
        login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
        response = redirect("today")
        keep_language(request, response, user=person)
        return response
    chosen = [BY_KEY[key]] if key else CAST
    return render(request, "lms/demo_cast.html", {"cast": chosen, "is_one": bool(key)})
