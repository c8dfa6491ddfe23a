"""How an attempt went: the score in words, feedback on each answer, what to read again."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from enrollments.player import lesson_context, render_lesson
from people.access import ViewerRequest, requires
from people.roles import Permission
from quizzes.models import Attempt
from quizzes.selectors.review import review_of
from quizzes.selectors.standing import my_attempt_at
from quizzes.views.places import Places


@require_safe
@requires(Permission.LEARN)
def result(request: ViewerRequest, enrollment: UUID, key: str, attempt: UUID) -> HttpResponse:
    """Show the result of a submitted attempt; an open one leads back to its questions."""
    found = my_attempt_at(request.viewer, enrollment, key, attempt)
    if found.state != Attempt.State.SUBMITTED:
        return redirect(Places(found).here)
    context = lesson_context(request.viewer, enrollment, key)
    extra = {"review": review_of(found), "places": Places(found)}
    return render_lesson(request, "quizzes/result.html", context, extra)
