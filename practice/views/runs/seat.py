"""Hear yourself: one's own path from the customer's seat, and how it felt there."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from common.clock import now
from common.errors import DomainError
from people.access import ViewerRequest, requires
from people.roles import Permission
from practice.models import Run
from practice.selectors.runs.mine import my_run
from practice.selectors.runs.seat import seat_of
from practice.services.runs.write_debrief import rate_seat
from practice.views.runs.curves import drawn
from practice.views.runs.fields import text_in
from practice.views.runs.places import Places

STEPS = range(1, 6)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LEARN)
def seat(request: ViewerRequest, run: UUID) -> HttpResponse:
    """Show the own lines as they were heard, or keep how they felt."""
    found = my_run(request.viewer, run)
    if found.state != Run.State.DEBRIEFED:
        return HttpResponseRedirect(Places(found).current)
    if request.method != "POST":
        return _page(request, found)
    heard, respected = text_in(request.POST, "heard"), text_in(request.POST, "respected")
    try:
        rate_seat(run=found, by=request.viewer.user, at=now(), heard=heard, respected=respected)
    except DomainError as refused:
        return _page(request, found, {"heard": heard, "respected": respected}, refused)
    messages.info(request, _("Kept, for your eyes alone."))
    return HttpResponseRedirect(f"{Places(found).seat}#trust")


def _page(
    request: ViewerRequest,
    run: Run,
    sent: dict[str, str] | None = None,
    refused: DomainError | None = None,
) -> HttpResponse:
    shown = seat_of(run)
    rated = shown.ratings
    given = sent or {
        "heard": str(rated.heard) if rated else "",
        "respected": str(rated.respected) if rated else "",
    }
    context = {
        "scene": shown,
        "places": Places(run),
        "ratings": [
            ("heard", _("How far did you feel heard?"), given["heard"]),
            ("respected", _("How far did you feel respected?"), given["respected"]),
        ],
        "steps": [str(step) for step in STEPS],
        "refused": refused,
        "chart": drawn((shown.trust,)) if shown.trust else None,
    }
    template = "practice/roleplay/debrief/seat.html"
    return render(request, template, context, status=refused.status if refused else 200)
