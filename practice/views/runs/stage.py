"""The scene: what the customer says, what can be answered, one turn at a time.

A plain form leads to the page; htmx gets the part of that page that changes, with the same markup.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from common.errors import DomainError
from people.access import ViewerRequest, requires
from people.roles import Permission
from practice.models import Run
from practice.selectors.listening.feedback import contacts_in
from practice.selectors.runs.limits import rest_before, too_soon
from practice.selectors.runs.mine import my_run
from practice.selectors.runs.stage import stage_of
from practice.services.runs.prepare_turn import WORDS_AT_MOST, prepare_turn
from practice.services.runs.refusals import RunIsOver, WentOn
from practice.services.runs.take_turn import take_turn
from practice.views.runs.fields import text_in, whole_number
from practice.views.runs.places import Places
from practice.views.runs.scene import scene_context


@require_safe
@requires(Permission.LEARN)
def stage(request: ViewerRequest, run: UUID) -> HttpResponse:
    """Show the scene at the learner's turn; a run that is over leads to what comes after."""
    found = my_run(request.viewer, run)
    if found.state != Run.State.PLAYING:
        return HttpResponseRedirect(Places(found).current)
    if rest := rest_before(request.viewer.user, found.scenario, at=found.read_at):
        messages.warning(request, too_soon(rest[1]))
        return HttpResponseRedirect(Places(found).beside)
    return _scene(request, found)


@require_POST
@requires(Permission.LEARN)
def prepare(request: ViewerRequest, run: UUID) -> HttpResponse:
    """Keep what was noticed or written before the options appear; ask first about contact data."""
    found = my_run(request.viewer, run)
    if contacts := _contacts(request, found):
        return _scene(request, found, contacts=contacts)
    return _act(request, found, lambda: prepare_turn(run=found, **_sent(request, found)))


@require_POST
@requires(Permission.LEARN)
def turn(request: ViewerRequest, run: UUID) -> HttpResponse:
    """Say something. Sent twice it is said once; on an older page it is not said."""
    found = my_run(request.viewer, run)
    choice = text_in(request.POST, "choice")
    return _act(
        request, found, lambda: take_turn(run=found, choice=choice, **_sent(request, found)).run
    )


def _contacts(request: ViewerRequest, run: Run) -> list[str]:
    """Return what looks like contact or card data in words for the turn that is due."""
    is_due = request.POST.get("turns_taken") == str(run.turns_taken)
    if not is_due or run.state != Run.State.PLAYING or "keep_contacts" in request.POST:
        return []
    words = (_wrote(request), text_in(request.POST, "noticed_words"))
    return contacts_in(text[:WORDS_AT_MOST] for text in words)  # a longer one is refused as such


def _wrote(request: ViewerRequest) -> str:
    """Return what was written first; whoever goes on without writing leaves nothing behind."""
    return "" if "without" in request.POST else text_in(request.POST, "wrote")


def _sent(request: ViewerRequest, run: Run) -> dict[str, Any]:
    return {
        "turns_taken": whole_number(request.POST, "turns_taken", required=True),
        "noticed": whole_number(request.POST, "noticed"),
        "noticed_words": text_in(request.POST, "noticed_words"),
        "wrote": _wrote(request),
        "by": request.viewer.user,
        "at": run.read_at,
    }


def _act(request: ViewerRequest, run: Run, act: Callable[[], Run]) -> HttpResponse:
    try:
        after = act()
    except (WentOn, RunIsOver) as refused:
        return _went_on(request, refused.run, refused)
    except DomainError as refused:
        return _went_on(request, run, refused)
    if after.state != Run.State.PLAYING:
        return _lead(request, Places(after).current)
    if request.headers.get("HX-Request"):
        return _scene(request, after)
    return HttpResponseRedirect(Places(after).now)


def _went_on(request: ViewerRequest, run: Run, refused: DomainError) -> HttpResponse:
    """Show the scene as it stands with why; one that is over has no stage, and leads on."""
    if run.state != Run.State.PLAYING:
        return _lead(request, Places(run).current)
    return _scene(request, run, refused)


def _lead(request: ViewerRequest, url: str) -> HttpResponse:
    """Lead on to another page; htmx would otherwise swap that page into this one."""
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)


def _scene(
    request: ViewerRequest,
    run: Run,
    refused: DomainError | None = None,
    *,
    contacts: Sequence[str] = (),
) -> HttpResponse:
    is_swap = bool(request.headers.get("HX-Request"))
    context = {
        **scene_context(stage_of(run), refused=refused, is_swap=is_swap),
        "places": Places(run),
        "kept": _kept(request) if refused or contacts else "",
        "contacts": contacts,
    }
    if contacts:
        context["announced"] = ""  # the question is an alert, which speaks for itself
    part = "practice/roleplay/stage/_stage.html"
    template = part if is_swap else "practice/roleplay/stage/stage.html"
    return render(request, template, context, status=refused.status if refused else 200)


def _kept(request: ViewerRequest) -> str:
    """Return what was typed into the refused form, so that nothing is lost."""
    return text_in(request.POST, "wrote") or text_in(request.POST, "noticed_words")
