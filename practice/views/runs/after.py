"""After the scene: feel, fact, transfer; one's own path beside the expert's; another try."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from common.clock import now
from common.errors import DomainError
from people.access import ViewerRequest, requires
from people.roles import Permission
from practice.models import Run
from practice.selectors.runs.debrief import debrief_of
from practice.selectors.runs.looking_back import Debrief, Notes, Step
from practice.selectors.runs.mine import my_run
from practice.services.runs.retry_from import retry_from
from practice.services.runs.write_debrief import write_debrief
from practice.views.runs.curves import drawn
from practice.views.runs.fields import text_in, whole_number
from practice.views.runs.keys import new_key
from practice.views.runs.places import Places


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LEARN)
def debrief(request: ViewerRequest, run: UUID) -> HttpResponse:
    """Show the debrief, or keep what is written in it."""
    found = my_run(request.viewer, run)
    if found.state != Run.State.DEBRIEFED:
        return HttpResponseRedirect(Places(found).current)
    if request.method != "POST":
        return _page(request, found)
    written = Notes(
        feel=text_in(request.POST, "feel"),
        fact=text_in(request.POST, "fact"),
        transfer=text_in(request.POST, "transfer"),
    )
    try:
        write_debrief(
            run=found, by=request.viewer.user, at=now(),
            feel=written.feel, fact=written.fact, transfer=written.transfer,
            seen=request.POST.get("seen"),
        )  # fmt: skip
    except DomainError as refused:
        return _page(request, found, written, refused)
    messages.info(request, _("Kept, for your eyes alone."))
    return HttpResponseRedirect(f"{Places(found).debrief}#paths")


def _page(
    request: ViewerRequest,
    run: Run,
    written: Notes | None = None,
    refused: DomainError | None = None,
) -> HttpResponse:
    shown = debrief_of(run)
    context = {
        "scene": shown,
        "places": Places(run),
        "notes": written or shown.notes,
        "pairs": side_by_side(shown),
        "index_at": 10 + 280 * shown.index.share // 100 if shown.index else None,
        "refused": refused,
        "chart": drawn(shown.curves),
        "form_key": new_key(),
    }
    template = "practice/roleplay/debrief/debrief.html"
    return render(request, template, context, status=refused.status if refused else 200)


def side_by_side(shown: Debrief) -> list[tuple[Step, Step | None]]:
    """Return each own turn with what the expert answers to the same line, where they hear it."""
    answers = {step.customer.text: step for step in shown.expert if step.customer}
    return [
        (step, answers.get(step.customer.text) if step.customer else None) for step in shown.own
    ]


@require_POST
@requires(Permission.LEARN)
def retry(request: ViewerRequest, run: UUID) -> HttpResponse:
    """Begin another try from a turn of a run that is over."""
    found = my_run(request.viewer, run)
    try:
        begun = retry_from(
            run=found,
            turn=whole_number(request.POST, "turn", required=True) or 0,
            by=request.viewer.user,
            at=now(),
            key=text_in(request.POST, "idempotency_key"),
        )
    except DomainError as refused:
        messages.warning(request, refused.message)
        return HttpResponseRedirect(Places(found).current)
    return HttpResponseRedirect(Places(begun).now)
