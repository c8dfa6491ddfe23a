"""The overview: what is answered, what is open, and the one button that submits."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from common.clock import now
from people.access import ViewerRequest, requires
from people.roles import Permission
from quizzes.models import Attempt
from quizzes.selectors.paper import load_paper
from quizzes.selectors.standing import my_attempt_at
from quizzes.services.submit_attempt import Unanswered, submit_attempt
from quizzes.views.places import Places


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LEARN)
def submit(request: ViewerRequest, enrollment: UUID, key: str, attempt: UUID) -> HttpResponse:
    """Show the overview, or submit; open questions need the learner's clear yes."""
    found = my_attempt_at(request.viewer, enrollment, key, attempt)
    places = Places(found)
    status = 200
    if request.method == "POST":
        try:
            submit_attempt(
                attempt=found,
                by=request.viewer.user,
                at=now(),
                accept_unanswered="accept_unanswered" in request.POST,
            )
        except Unanswered as refused:
            status = refused.status
        else:
            return redirect(places.result)
    if found.state == Attempt.State.SUBMITTED:
        return redirect(places.result)
    paper = load_paper(found)
    context = {"paper": paper, "places": places, "total": len(paper.slots)}
    return render(request, "quizzes/submit.html", context, status=status)
