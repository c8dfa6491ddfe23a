"""One question a page: shown, saved on every change, left at any time."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from common.errors import Busy, DomainError, InvalidInput
from people.access import ViewerRequest, requires
from people.roles import Permission
from quizzes.models import Attempt
from quizzes.question_types.base import Json
from quizzes.selectors.mine import my_attempt_at
from quizzes.selectors.paper import Paper, load_paper, type_at
from quizzes.services.close_overdue import close_if_over
from quizzes.services.save_answer import Receipt, StaleAnswer, TimeIsOver, save_answer
from quizzes.views import receipts
from quizzes.views.both_answers import both_answers
from quizzes.views.places import Places


@require_safe
@requires(Permission.LEARN)
def question(
    request: ViewerRequest, enrollment: UUID, key: str, attempt: UUID, place: int
) -> HttpResponse:
    """Show a question; to htmx only the map of questions, which is the same on both."""
    found = my_attempt_at(request.viewer, enrollment, key, attempt)
    if close_if_over(attempt=found, at=found.read_at):
        return redirect(Places(found).result)
    paper = load_paper(found)
    template = (
        "quizzes/taking/_map.html" if request.headers.get("HX-Request") else "quizzes/question.html"
    )
    return render(request, template, page_context(paper, place))


def page_context(paper: Paper, place: int, **more: Any) -> dict[str, Any]:
    """Return what the question page and its map show; a place that is not there is 404."""
    slot = paper.slot(place)
    if slot is None:
        raise Http404
    return {
        "paper": paper,
        "slot": slot,
        "places": Places(paper.attempt, place),
        "total": len(paper.slots),
        "is_last": place == len(paper.slots),
        "percent": 100 * place // len(paper.slots),
        "rows": slot.rows,
        "next_seq": slot.stored_seq + 1,
        "read_at": paper.attempt.read_at,
        **more,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LEARN)
def save(
    request: ViewerRequest, enrollment: UUID, key: str, attempt: UUID, place: int
) -> HttpResponse:
    """Store what a form holds. The script gets a receipt, a plain form the page it asked for.

    Whoever was signed out meanwhile is led here by the sign-in, with nothing to store: they get
    the question, where the browser still holds what was marked.
    """
    found = my_attempt_at(request.viewer, enrollment, key, attempt)
    if request.method != "POST":
        return redirect(Places(found, place).here)
    answer = type_at(found, place).from_form(request.POST)
    try:
        receipt = _save(request, found, place, answer)
    except DomainError as refused:
        if isinstance(refused, TimeIsOver):
            close_if_over(attempt=found, at=found.read_at)
        if receipts.are_wanted(request):
            return receipts.refusal(refused, request, found, place)
        return _page_after(refused, request, found, place, answer)
    if receipts.are_wanted(request):
        return receipts.receipt(receipt)
    return HttpResponseRedirect(Places(found, place).after(request.POST))


def _save(request: ViewerRequest, attempt: Attempt, place: int, answer: Json) -> Receipt:
    return save_answer(
        attempt=attempt,
        place=place,
        client_seq=request.POST.get("client_seq"),
        answer=answer,
        is_flagged="flag" in request.POST,
        by=request.viewer.user,
        at=attempt.read_at,
    )


def _page_after(
    refused: DomainError, request: ViewerRequest, attempt: Attempt, place: int, sent: Json
) -> HttpResponse:
    """Return the page for a plain form: what was marked stays marked, and nothing is lost."""
    if not isinstance(refused, InvalidInput | StaleAnswer | Busy):
        messages.warning(request, refused.message)
        return redirect(Places(attempt).result)
    context = page_context(load_paper(attempt), place, refused=refused.message)
    if isinstance(refused, StaleAnswer):
        context["both"] = both_answers(refused, context["slot"], request.POST)
        return render(request, "quizzes/taking/both_answers.html", context, status=refused.status)
    slot = context["slot"]
    context["rows"] = slot.type.marked(slot.shown, sent)
    return render(request, "quizzes/question.html", context, status=refused.status)
