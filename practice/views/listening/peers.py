"""Read a colleague's reply and rate it, without a name on either side."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from common.clock import now
from common.errors import DomainError
from people.access import ViewerRequest, requires
from people.roles import Permission
from practice.selectors.listening.peers import ask_to_rate, department_of, next_to_read
from practice.selectors.listening.tries import RUBRIC
from practice.services.listening.peers import rate_for_peer
from practice.views.listening.tries import number


@require_safe
@requires(Permission.LEARN)
def waiting(request: ViewerRequest) -> HttpResponse:
    """Show the reply that has waited longest for somebody like the viewer."""
    found = next_to_read(request.viewer, request.viewer.on)
    context = {"found": found, "rubric": RUBRIC}
    return render(request, "practice/listening/peers.html", context)


@require_POST
@requires(Permission.LEARN)
def rate(request: ViewerRequest, ask: UUID) -> HttpResponse:
    """Keep a peer's rating."""
    at = now()
    department = department_of(request.viewer, request.viewer.on)
    found = ask_to_rate(request.viewer, department, ask)
    if found is None:
        raise Http404
    try:
        rate_for_peer(
            ask=found, rating=number(request, "rating"), department=department,
            by=request.viewer.user, at=at,
        )  # fmt: skip
    except DomainError as refused:
        messages.warning(request, refused.message)
    else:
        messages.info(request, _("Thank you. Your colleague sees the middle of two ratings."))
    return HttpResponseRedirect(reverse("practice:listening-peers"))
