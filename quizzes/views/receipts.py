"""What the autosave script is told, and nothing of the key."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from common.errors import DomainError
from quizzes.models import Attempt
from quizzes.services.save_answer import AlreadySubmitted, Receipt, StaleAnswer
from quizzes.views.places import Places


def are_wanted(request: HttpRequest) -> bool:
    """Return whether the script asks, and not a plain form."""
    return request.headers.get("Accept", "").startswith("application/json")


def receipt(found: Receipt) -> JsonResponse:
    """Return the server's word that the answer is stored, with its own time."""
    local = timezone.localtime(found.saved_at)
    return JsonResponse(
        {
            "stored_seq": found.stored_seq,
            "saved_at": found.saved_at.isoformat(),
            "text": _("Saved %(time)s") % {"time": f"{local:%H:%M:%S}"},
        }
    )


def refusal(refused: DomainError, attempt: Attempt) -> JsonResponse:
    """Return why nothing was stored, and what is stored instead."""
    body: dict[str, object] = {"code": refused.code, "message": refused.message}
    if isinstance(refused, StaleAnswer):
        body["stored_seq"] = refused.stored.client_seq
        body["answer"] = refused.stored.answer
    elif isinstance(refused, AlreadySubmitted):
        body["url"] = Places(attempt).result
    return JsonResponse(body, status=refused.status)
