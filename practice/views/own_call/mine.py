"""My calls: to begin one, go on, play again, print, take along and delete."""

from __future__ import annotations

import json
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from enrollments.selectors import my_studies
from people.access import ViewerRequest, requires
from people.roles import Permission
from practice.models import OwnCall
from practice.own_call.shapes import STEPS, missing
from practice.selectors.own_call.export import as_text, exported
from practice.selectors.own_call.mine import OpenedCall, my_call, my_calls, where_to_begin
from practice.selectors.own_call.stage import in_mixed_order
from practice.services.own_call.ready import forget_call
from practice.views.own_call.words import label_of, shown


@require_safe
@requires(Permission.LEARN)
def calls(request: ViewerRequest) -> HttpResponse:
    """Show one's own calls, and where another can be begun."""
    found = my_calls(request.viewer)
    draft = next((one for one in found if one.state == OwnCall.State.DRAFT), None)
    context = {
        "calls": [one for one in found if one is not draft],
        "draft": draft,
        "begin": where_to_begin(my_studies(request.viewer)) if draft is None else None,
    }
    return render(request, "practice/own_call/mine.html", context)


@require_safe
@requires(Permission.LEARN)
def go_on(request: ViewerRequest, call: UUID) -> HttpResponse:
    """Lead to where a call stands; one whose key is missing says so, and can be deleted."""
    found = my_call(request.viewer, call)
    if not found.is_readable:
        return render(request, "practice/own_call/sealed.html", {"call": found})
    if found.state == OwnCall.State.DRAFT:
        step = next((step for step in STEPS if missing(found.words, step)), None)
        if step is None:
            return redirect("practice:own-call-check", call)
        return redirect("practice:own-call-write", call, step)
    if found.state == OwnCall.State.PLAYED:
        return redirect("practice:own-call-after", call)
    return redirect(_seat(found), call)


def _seat(call: OpenedCall) -> str:
    return "practice:own-call-play" if call.row.heard_at else "practice:own-call-hear"


@require_safe
@requires(Permission.LEARN)
def script(request: ViewerRequest, call: UUID) -> HttpResponse:
    """Show a call as a page for paper, to take to the circle: without ratings, without a name."""
    found = my_call(request.viewer, call)
    if found.state == OwnCall.State.DRAFT or not found.is_readable:
        return redirect("practice:own-call", call)
    words = found.words
    replies = [(words[reply], words[f"{reply}_answer"]) for reply in in_mixed_order(found)]
    context = {
        "call": found, "replies": replies, "channel": shown("channel", words["channel"]),
        "feeling": shown("felt", words["felt"]),
    }  # fmt: skip
    return render(request, "practice/own_call/script.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LEARN)
def delete(request: ViewerRequest, call: UUID) -> HttpResponse:
    """Ask, then delete a call with everything in it."""
    found = my_call(request.viewer, call)
    if request.method != "POST":
        return render(request, "practice/own_call/delete.html", {"call": found})
    forget_call(call=found.row, by=request.viewer.user)
    messages.info(request, _("The call is deleted, with everything that you wrote in it."))
    return redirect("practice:own-calls")


@require_safe
@requires(Permission.LEARN)
def export_json(request: ViewerRequest) -> HttpResponse:
    """Download every call as data."""
    body = json.dumps(exported(request.viewer), ensure_ascii=False, indent=2)
    return _file(body, "application/json", "my-calls.json")


@require_safe
@requires(Permission.LEARN)
def export_text(request: ViewerRequest) -> HttpResponse:
    """Download every call as a text to read."""
    sealed = _("Cannot be opened at the moment")
    told = as_text(request.viewer, label_of, shown, sealed=sealed)
    return _file(told, "text/plain", "my-calls.txt")


def _file(body: str, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(body, content_type=f"{kind}; charset=utf-8", headers=headers)
