"""The overview: what is answered, what is open, and the one button that submits."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from common.errors import DomainError
from common.idempotency.keys import Statement
from people.access import ViewerRequest, requires
from people.roles import Permission
from quizzes.models import Attempt
from quizzes.selectors.mine import my_attempt_at
from quizzes.selectors.paper import load_paper
from quizzes.services.close_overdue import close_if_over
from quizzes.services.submit_attempt import Unanswered, submit_within
from quizzes.views.keyed import act_once_towards, new_key
from quizzes.views.places import Places


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LEARN)
def submit(request: ViewerRequest, enrollment: UUID, key: str, attempt: UUID) -> HttpResponse:
    """Show the overview, or submit; open questions need the learner's clear yes."""
    found = my_attempt_at(request.viewer, enrollment, key, attempt)
    places = Places(found)
    if request.method == "POST":
        try:
            return _submit(request, found, places)
        except Unanswered as refused:
            return _overview(request, found, status=refused.status)
        except DomainError as refused:
            messages.warning(request, refused.message)
            return redirect(places.submit)
    if close_if_over(attempt=found, at=found.read_at):
        return redirect(places.result)
    return _overview(request, found)


def _submit(request: ViewerRequest, attempt: Attempt, places: Places) -> HttpResponse:
    def act(first: Statement) -> None:
        submit_within(
            attempt=attempt,
            by=request.viewer.user,
            at=attempt.read_at,
            accept_unanswered="accept_unanswered" in request.POST,
            first=first,
        )

    return act_once_towards(places.result, request, "quiz-submit", act)


def _overview(request: ViewerRequest, attempt: Attempt, *, status: int = 200) -> HttpResponse:
    paper = load_paper(attempt)
    context = {
        "paper": paper, "places": Places(attempt), "total": len(paper.slots),
        "form_key": new_key(), "read_at": attempt.read_at,
    }  # fmt: skip
    return render(request, "quizzes/submit.html", context, status=status)
