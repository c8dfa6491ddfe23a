"""Inside a course: a lesson, going on and coming back."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from common.clock import now
from common.errors import Conflict
from courses import lesson_kinds
from enrollments import selectors
from enrollments.player import (
    LessonContext,
    lesson_context,
    lesson_url,
    render_lesson,
    url_after,
    url_to_resume,
)
from enrollments.services.finish_reading import CountsByDoing, finish_reading
from enrollments.services.visit_lesson import visit_lesson
from people.access import ViewerRequest, requires
from people.roles import Permission


@require_safe
@requires(Permission.LEARN)
def lesson(request: ViewerRequest, enrollment: uuid.UUID, key: str) -> HttpResponse:
    """Show a lesson through its kind and remember the place."""
    context = lesson_context(request.viewer, enrollment, key)
    page = lesson_kinds.page(context.lesson.kind)
    if page is None:
        raise Http404
    visit_lesson(
        enrollment=context.enrollment,
        lesson_id=context.lesson.pk,
        at=context.enrollment.read_at,
    )
    return page(request, context)


def reading_page(request: ViewerRequest, context: LessonContext) -> HttpResponse:
    """Show the prose of a lesson; the kind `reading` is given this page when the app starts."""
    return render_lesson(request, "enrollments/reading.html", context)


@require_POST
@requires(Permission.LEARN)
def complete_lesson(request: ViewerRequest, enrollment: uuid.UUID, key: str) -> HttpResponse:
    """Take the learner's word that a lesson is read and lead to what comes next."""
    context = lesson_context(request.viewer, enrollment, key)
    try:
        finish_reading(
            enrollment=context.enrollment, lesson=context.lesson, by=request.viewer.user, at=now()
        )
    except CountsByDoing as refused:
        raise Http404 from refused
    except Conflict as conflict:
        messages.warning(request, conflict.message)
        return redirect(lesson_url(context.enrollment, key))
    return redirect(url_after(context.enrollment, key))


@require_safe
@requires(Permission.LEARN)
def resume(request: ViewerRequest, enrollment: uuid.UUID) -> HttpResponseRedirect:
    """Return exactly to where the learner left, on whatever device."""
    study = selectors.my_study(request.viewer, enrollment)
    if study is None:
        raise Http404
    return HttpResponseRedirect(url_to_resume(study))
