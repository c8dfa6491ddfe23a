"""What the autosave script is told, and nothing of the key."""

from __future__ import annotations

from django.http import JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from common.errors import DomainError
from people.access import ViewerRequest
from quizzes.models import Attempt
from quizzes.selectors.paper import load_paper
from quizzes.services.save_answer import AlreadySubmitted, Receipt, StaleAnswer, TimeIsOver
from quizzes.views.both_answers import both_answers
from quizzes.views.places import Places


def are_wanted(request: ViewerRequest) -> bool:
    """Return whether the script asks, and not a plain form."""
    return request.headers.get("Accept", "").startswith("application/json")


def receipt(found: Receipt) -> JsonResponse:
    """Return the server's word that the answer is stored, with its own time."""
    local = timezone.localtime(found.saved_at)
    body = {
        "stored_seq": found.stored_seq,
        "saved_at": found.saved_at.isoformat(),
        "text": _("Saved %(time)s") % {"time": f"{local:%H:%M:%S}"},
    }
    if found.deadline_at is not None:
        body["deadline_at"] = found.deadline_at.isoformat()
    return JsonResponse(body)


def refusal(
    refused: DomainError, request: ViewerRequest, attempt: Attempt, place: int
) -> JsonResponse:
    """Return why nothing was stored, and what is stored instead."""
    body: dict[str, object] = {"code": refused.code, "message": refused.message}
    if isinstance(refused, StaleAnswer):
        body["stored_seq"] = refused.stored.client_seq
        body["answer"] = refused.stored.answer
        body["html"] = _both(refused, request, attempt, place)
    elif isinstance(refused, AlreadySubmitted | TimeIsOver):
        body["url"] = Places(attempt).result
    return JsonResponse(body, status=refused.status)


def _both(refused: StaleAnswer, request: ViewerRequest, attempt: Attempt, place: int) -> str:
    """Return the part of the page that shows both answers."""
    slot = load_paper(attempt).slots[place - 1]
    context = {
        "slot": slot,
        "places": Places(attempt, place),
        "refused": refused.message,
        "both": both_answers(refused, slot, request.POST),
    }
    return render_to_string("quizzes/taking/_both_answers.html", context, request)
