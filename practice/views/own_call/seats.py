"""The two seats of a call: hear the three replies as the customer, then say them as oneself."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from common.clock import now
from common.errors import DomainError, InvalidInput
from people.access import ViewerRequest, requires
from people.roles import Permission
from practice.models import OwnCall
from practice.own_call.shapes import FEELINGS
from practice.scenario.engine import NotOfferedError
from practice.selectors.own_call.mine import OpenedCall, my_call
from practice.selectors.own_call.stage import Stage, in_mixed_order, stage_of
from practice.services.own_call.refusals import OtherWords
from practice.services.own_call.seats import play_through, rate_replies
from practice.views.own_call.words import leave_words, shown
from practice.views.private.sent import revision_of

STEPS = ("1", "2", "3", "4", "5")
MOST_TURNS = 3


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LEARN)
def hear(request: ViewerRequest, call: UUID) -> HttpResponse:
    """Show the three replies as the customer hears them, or keep how they felt."""
    found = my_call(request.viewer, call)
    if found.state == OwnCall.State.DRAFT or not found.is_readable:
        return redirect("practice:own-call", call)
    order = in_mixed_order(found)
    if request.method != "POST":
        given = {reply: [str(step) for step in steps] for reply, steps in found.ratings.items()}
        return _seat(request, found, order, given)
    given = {
        reply: [request.POST.get(f"{what}-{place}", "") for what in ("heard", "respected")]
        for place, reply in enumerate(order, start=1)
    }
    ratings = {
        reply: (int(heard), int(respected))
        for reply, (heard, respected) in given.items()
        if heard in STEPS and respected in STEPS
    }
    try:
        rate_replies(
            call=found.row, ratings=ratings, seen=revision_of(request) or None,
            by=request.viewer.user, at=now(),
        )  # fmt: skip
    except OtherWords as refused:
        messages.warning(request, refused.message)
        return redirect("practice:own-call-hear", call)
    except DomainError as refused:
        return _seat(request, found, order, given, refused)
    messages.info(request, _("Kept, for your eyes alone."))
    return redirect("practice:own-call-play", call)


def _seat(
    request: ViewerRequest,
    call: OpenedCall,
    order: tuple[str, ...],
    given: dict[str, list[str]],
    refused: DomainError | None = None,
) -> HttpResponse:
    valence, arousal = FEELINGS[call.words["felt"]]
    questions = (
        ("heard", _("How far did you feel heard?")),
        ("respected", _("How far did you feel respected?")),
    )
    rows = []
    for place, reply in enumerate(order, start=1):
        steps = given.get(reply, ["", ""])
        asked = [
            (f"{name}-{place}", question, step)
            for (name, question), step in zip(questions, steps, strict=True)
        ]
        rows.append({"place": place, "text": call.words[reply], "questions": asked})
    context = {
        "call": call, "rows": rows, "steps": STEPS, "refused": refused, "valence": valence,
        "arousal": 2 * arousal - 1, "channel": shown("channel", call.words["channel"]),
        "feeling": shown("felt", call.words["felt"]),
    }  # fmt: skip
    status = refused.status if refused else 200
    return render(request, "practice/own_call/seats/hear.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LEARN)
def play(request: ViewerRequest, call: UUID) -> HttpResponse:
    """Play the call from one's own seat. Where it stands is in the page; no choice is stored."""
    found = my_call(request.viewer, call)
    if found.state == OwnCall.State.DRAFT or not found.is_readable:
        return _lead(request, "practice:own-call", call)
    if found.row.heard_at is None:
        return _lead(request, "practice:own-call-hear", call)
    if request.method != "POST":
        return _stage(request, found, stage_of(found, (), leave=leave_words()))
    said = [*request.POST.getlist("said"), request.POST.get("choice", "")][:MOST_TURNS]
    try:
        stage = stage_of(found, said, leave=leave_words())
        if stage.ending:
            play_through(call=found.row, said=said, by=request.viewer.user, at=now())
    except NotOfferedError:
        refused = InvalidInput(_("Choose one of the replies shown."))
        return _stage(request, found, stage_of(found, (), leave=leave_words()), refused)
    except DomainError as refused:  # another page made a draft of it in the meantime
        messages.warning(request, refused.message)
        return _lead(request, "practice:own-call", call)
    return _stage(request, found, stage)


def _lead(request: ViewerRequest, name: str, call: UUID) -> HttpResponse:
    """Lead on to another page; htmx would otherwise swap that page into this one."""
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": reverse(name, args=[call])})
    return redirect(name, call)


def _stage(
    request: ViewerRequest, call: OpenedCall, stage: Stage, refused: DomainError | None = None
) -> HttpResponse:
    is_swap = bool(request.headers.get("HX-Request"))
    context: dict[str, Any] = {
        "call": call, "stage": stage, "refused": refused, "is_swap": is_swap,
        "channel": shown("channel", call.words["channel"]),
    }  # fmt: skip
    name = "_stage" if is_swap else "play"
    status = refused.status if refused else 200
    return render(request, f"practice/own_call/seats/{name}.html", context, status=status)
