"""How an attempt went: the score in words, feedback on each answer, what to read again."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from enrollments.player import lesson_context, render_lesson
from people.access import ViewerRequest, requires
from people.roles import Permission
from quizzes.selectors.mine import my_attempt_at
from quizzes.selectors.review import review_of
from quizzes.services.close_overdue import close_if_over
from quizzes.views.keyed import new_key
from quizzes.views.places import Places


@require_safe
@requires(Permission.LEARN)
def result(request: ViewerRequest, enrollment: UUID, key: str, attempt: UUID) -> HttpResponse:
    """Show the result of a submitted attempt; an open one leads back to its questions."""
    found = my_attempt_at(request.viewer, enrollment, key, attempt)
    if not close_if_over(attempt=found, at=found.read_at):
        return redirect(Places(found).here)
    context = lesson_context(request.viewer, enrollment, key)
    extra = {
        "review": review_of(found, at=found.read_at), "places": Places(found),
        "form_key": new_key(),
    }  # fmt: skip
    return render_lesson(request, "quizzes/result.html", context, extra)
