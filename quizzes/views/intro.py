"""The page of a quiz lesson: what it is, what counts, how it went so far."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from common.clock import now
from common.errors import Conflict
from enrollments.player import LessonContext, lesson_context, lesson_url, render_lesson
from people.access import ViewerRequest, requires
from people.roles import Permission
from quizzes.selectors.paper import place_to_resume
from quizzes.selectors.standing import quiz_overview, standing_of
from quizzes.services.start_attempt import start_attempt


def quiz_page(request: ViewerRequest, context: LessonContext) -> HttpResponse:
    """Show the quiz inside the player; the lesson kind `quiz` is registered with this page."""
    overview = quiz_overview(context.enrollment, context.lesson)
    return render_lesson(request, "quizzes/intro.html", context, {"overview": overview})


@require_POST
@requires(Permission.LEARN)
def start(request: ViewerRequest, enrollment: UUID, key: str) -> HttpResponseRedirect:
    """Begin an attempt, or go on with the open one."""
    context = lesson_context(request.viewer, enrollment, key)
    quiz = standing_of(context.enrollment, context.lesson).quiz
    try:
        started = start_attempt(
            enrollment=context.enrollment, quiz=quiz, by=request.viewer.user, at=now()
        )
    except Conflict as refused:
        messages.warning(request, refused.message)
        return redirect(lesson_url(context.enrollment, key))
    place = 1 if started.is_new else place_to_resume(started.attempt)
    here = [enrollment, key, started.attempt.uuid, place]
    return redirect(reverse("quizzes:question", args=here))
