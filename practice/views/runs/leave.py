"""The brakes: pause, step out, and the minute after it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from common.clock import now
from people.access import ViewerRequest, requires
from people.roles import Permission
from practice.models import Run
from practice.selectors.runs.mine import my_run
from practice.services.runs.leave import step_out
from practice.views.runs.places import Places


@require_safe
@requires(Permission.LEARN)
def pause(request: ViewerRequest, run: UUID) -> HttpResponse:
    """Show that the scene waits; a pause is a page and changes nothing."""
    found = my_run(request.viewer, run)
    if found.state != Run.State.PLAYING:
        return HttpResponseRedirect(Places(found).current)
    return _page(request, "practice/roleplay/pause.html", found)


@require_POST
@requires(Permission.LEARN)
def step_out_of(request: ViewerRequest, run: UUID) -> HttpResponse:
    """Leave the scene for good, by one press and without a question back."""
    found = step_out(run=my_run(request.viewer, run), by=request.viewer.user, at=now())
    return HttpResponseRedirect(Places(found).current)


@require_safe
@requires(Permission.LEARN)
def grounding(request: ViewerRequest, run: UUID) -> HttpResponse:
    """Show a minute of grounding, and where the scene can be read instead."""
    found = my_run(request.viewer, run)
    if found.state != Run.State.STEPPED_OUT:
        return HttpResponseRedirect(Places(found).current)
    return _page(request, "practice/roleplay/grounding.html", found)


def _page(request: ViewerRequest, template: str, run: Run) -> HttpResponse:
    return render(request, template, {"scene": run.scenario, "places": Places(run)})
