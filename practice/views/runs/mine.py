"""My practice: every run of one's own, to open, take away or delete; and how scenes may be."""

from __future__ import annotations

import json
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from common.clock import now
from common.errors import DomainError
from people.access import ViewerRequest, requires
from people.roles import Permission
from practice.selectors.runs.export import as_text, transcripts
from practice.selectors.runs.mine import comfort_of, my_run
from practice.selectors.runs.my_practice import my_practice
from practice.selectors.runs.xapi import statements
from practice.services.runs.delete_run import delete_run
from practice.services.runs.set_comfort import set_comfort
from practice.views.runs.fields import text_in
from practice.views.runs.places import Places

CAPS = range(1, 6)


@require_safe
@requires(Permission.LEARN)
def mine(request: ViewerRequest) -> HttpResponse:
    """Show one's own runs and choices; a page that is not there is the last one."""
    asked = request.GET.get("page", "1")
    page = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= 6 else 1
    return _page(request, page=max(1, page))


def _page(
    request: ViewerRequest,
    *,
    page: int = 1,
    sent: dict[str, object] | None = None,
    refused: DomainError | None = None,
) -> HttpResponse:
    shown = my_practice(request.viewer, page=page)
    context = {
        "shown": shown,
        "rows": [(entry, Places(entry.run)) for entry in shown.entries],
        "comfort": sent or _choices(shown.comfort),
        "caps": [(str(cap), words) for cap, words in zip(CAPS, _caps(), strict=True)],
        "refused": refused,
    }
    template = "practice/roleplay/mine/mine.html"
    return render(request, template, context, status=refused.status if refused else 200)


def _choices(comfort: object) -> dict[str, object]:
    names = ("intensity_cap", "shows_meters", "shows_timer", "shows_voice")
    found = {name: getattr(comfort, name) for name in names}
    return {**found, "intensity_cap": str(found["intensity_cap"])}


def _caps() -> tuple[str, ...]:
    return (
        _("calm: no raised voices"), _("light tension"), _("somebody is upset"),
        _("somebody is very upset, or it may touch something of your own"),
        _("distressing: loss, fear, threats"),
    )  # fmt: skip


@require_POST
@requires(Permission.LEARN)
def comfort(request: ViewerRequest) -> HttpResponse:
    """Keep how scenes may be."""
    sent: dict[str, object] = {
        "intensity_cap": text_in(request.POST, "intensity_cap"),
        **{name: name in request.POST for name in ("shows_meters", "shows_timer", "shows_voice")},
    }
    try:
        set_comfort(
            by=request.viewer.user,
            intensity_cap=sent["intensity_cap"],
            shows_meters=bool(sent["shows_meters"]),
            shows_timer=bool(sent["shows_timer"]),
            shows_voice=bool(sent["shows_voice"]),
        )
    except DomainError as refused:
        return _page(request, sent=sent, refused=refused)
    messages.info(request, _("Your choices are kept. They count from the next page on."))
    return HttpResponseRedirect(_back(request))


@require_POST
@requires(Permission.LEARN)
def pace_off(request: ViewerRequest) -> HttpResponse:
    """Switch the pace of hard scenes off, from inside a scene."""
    stored = comfort_of(request.viewer.user.pk)
    set_comfort(
        by=request.viewer.user,
        intensity_cap=stored.intensity_cap,
        shows_meters=stored.shows_meters,
        shows_timer=False,
        shows_voice=stored.shows_voice,
    )
    return HttpResponseRedirect(_back(request))


def _back(request: ViewerRequest) -> str:
    """Return the page of this site that the form was on, or the list."""
    back = text_in(request.POST, "next")
    if url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        return back
    return reverse("practice:mine")


@require_POST
@requires(Permission.LEARN)
def delete(request: ViewerRequest, run: UUID) -> HttpResponse:
    """Delete a run with everything said and written in it."""
    delete_run(run=my_run(request.viewer, run), by=request.viewer.user)
    messages.info(request, _("The run is deleted, with everything that you wrote in it."))
    return HttpResponseRedirect(reverse("practice:mine"))


@require_safe
@requires(Permission.LEARN)
def export_json(request: ViewerRequest) -> HttpResponse:
    """Return every run of one's own, for a machine."""
    told = json.dumps(transcripts(request.viewer, at=now()), ensure_ascii=False, indent=2)
    return _file(told, "application/json", "my-practice.json")


@require_safe
@requires(Permission.LEARN)
def export_xapi(request: ViewerRequest) -> HttpResponse:
    """Return every choice of one's own as an xAPI statement, for a learning record store."""
    told = json.dumps(statements(request.viewer), ensure_ascii=False, indent=2)
    return _file(told, "application/json", "my-practice-xapi.json")


@require_safe
@requires(Permission.LEARN)
def export_text(request: ViewerRequest) -> HttpResponse:
    """Return every run of one's own, to read."""
    told = as_text(transcripts(request.viewer, at=now()))
    return _file(told, "text/plain; charset=utf-8", "my-practice.txt")


def _file(text: str, media_type: str, name: str) -> HttpResponse:
    return HttpResponse(
        text,
        content_type=media_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
        },
    )
