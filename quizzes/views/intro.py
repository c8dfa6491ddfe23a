"""The page of a quiz lesson: what it is, what counts, how it went so far."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from common.clock import now
from common.errors import DomainError
from enrollments.player import LessonContext, lesson_context, lesson_url, render_lesson
from people.access import ViewerRequest, requires
from people.roles import Permission
from quizzes.selectors.allowances import extra_percent
from quizzes.selectors.bank import quiz_of
from quizzes.selectors.paper import place_to_resume
from quizzes.selectors.standing import quiz_overview, standing_of
from quizzes.services.close_overdue import close_if_over
from quizzes.services.start_attempt import start_attempt
from quizzes.views.keyed import act_once, new_key


def quiz_page(request: ViewerRequest, context: LessonContext) -> HttpResponse:
    """Show the quiz inside the player; the lesson kind `quiz` is registered with this page."""
    at = now()
    standing = standing_of(context.enrollment, context.lesson, at=at)
    if standing.open is not None and standing.open.is_over(at):
        close_if_over(attempt=standing.open, at=at)
        standing = standing_of(context.enrollment, context.lesson, at=at)
    is_timed = standing.quiz.time_limit_minutes is not None
    percent = extra_percent(request.viewer.user.pk) if is_timed else 0
    extra = {"overview": quiz_overview(standing, extra_percent=percent), "form_key": new_key()}
    return render_lesson(request, "quizzes/intro.html", context, extra)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LEARN)
def start(request: ViewerRequest, enrollment: UUID, key: str) -> HttpResponse:
    """Begin an attempt, or go on with the open one; the sign-in leads here with neither."""
    context = lesson_context(request.viewer, enrollment, key)
    if request.method != "POST":
        return redirect(lesson_url(context.enrollment, key))
    quiz = quiz_of(context.lesson.pk)

    def begin() -> str:
        started = start_attempt(
            enrollment=context.enrollment, quiz=quiz, by=request.viewer.user, at=now()
        )
        place = 1 if started.is_new else place_to_resume(started.attempt)
        return reverse("quizzes:question", args=[enrollment, key, started.attempt.uuid, place])

    try:
        return act_once(request, "quiz-start", begin)
    except DomainError as refused:
        messages.warning(request, refused.message)
        return redirect(lesson_url(context.enrollment, key))
