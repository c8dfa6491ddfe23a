"""The lesson of a call of one's own inside the player, and the button that begins one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from common.clock import now
from common.errors import DomainError
from enrollments.player import LessonContext, lesson_context, lesson_url, render_lesson
from people.access import ViewerRequest, requires
from people.roles import Permission
from practice.selectors.lessons import year_lesson_of
from practice.selectors.own_call.mine import KIND, draft_of
from practice.services.own_call.write import begin_call


def own_call_page(request: ViewerRequest, context: LessonContext) -> HttpResponse:
    """Tell what it is, and lead to the draft or to a new call."""
    extra: dict[str, Any] = {
        "told": context.words.more or year_lesson_of(context.lesson.pk),
        "draft": draft_of(request.viewer),
        "is_learner": True,
    }
    return render_lesson(request, "practice/own_call/lesson.html", context, extra)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LEARN)
def begin(request: ViewerRequest, enrollment: UUID, key: str) -> HttpResponse:
    """Begin a call, or go on with the open draft; by GET (signed in anew) lead to the lesson."""
    context = lesson_context(request.viewer, enrollment, key)
    if context.lesson.kind != KIND:
        raise Http404
    if request.method != "POST":
        return redirect(lesson_url(context.enrollment, key))
    try:
        call = begin_call(
            enrollment=context.enrollment, lesson=context.lesson, by=request.viewer.user, at=now()
        )
    except DomainError as refused:
        messages.warning(request, refused.message)
        return redirect(lesson_url(context.enrollment, key))
    return redirect("practice:own-call", call.uuid)
