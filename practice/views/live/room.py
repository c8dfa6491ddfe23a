"""The room: what will happen, who sees it, and the role that one begins with."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from common.clock import now
from common.errors import DomainError
from enrollments.player import LessonContext, lesson_url, render_lesson
from people.access import ViewerRequest, requires
from people.roles import Permission
from practice.models import LiveSession
from practice.selectors.live import latest_session, room_of
from practice.services.live.go import begin as begin_session
from practice.views.live.places import at, live_context, live_in
from practice.views.runs.fields import text_in


def live_page(request: ViewerRequest, context: LessonContext) -> HttpResponse:
    """Show the room inside the player; the lesson kind `live` is given this page."""
    return _page(request, context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LEARN)
def begin(request: ViewerRequest, enrollment: UUID, key: str) -> HttpResponse:
    """Begin a session with a role, or go on with the open one.

    Whoever had to sign in anew comes back here by GET, and goes on to the room.
    """
    context = live_context(request, enrollment, key)
    if request.method != "POST":
        return HttpResponseRedirect(lesson_url(context.enrollment, key))
    role = text_in(request.POST, "role")
    try:
        session = begin_session(lesson=context.lesson, role=role, by=request.viewer.user, at=now())
    except DomainError as refused:
        return _page(request, context, refused=refused)
    return HttpResponseRedirect(at(context, "live-round", session))


def _page(
    request: ViewerRequest, context: LessonContext, *, refused: DomainError | None = None
) -> HttpResponse:
    live = live_in(context)
    latest = latest_session(request.viewer, context.lesson.pk)
    is_open = latest is not None and latest.state == LiveSession.State.OPEN
    extra: dict[str, Any] = {
        **room_of(live),
        "begin_url": at(context, "live-begin"),
        "open_url": at(context, "live-round", latest) if is_open else "",
        "open_session": latest if is_open else None,
        "latest_url": at(context, "live-debrief", latest) if latest and not is_open else "",
        "instead": _instead(context, live.get("instead", "")),
        "refused": refused,
    }
    response = render_lesson(request, "practice/live/room.html", context, extra)
    response.status_code = refused.status if refused else 200
    return response


def _instead(context: LessonContext, key: str) -> dict[str, str] | None:
    """Return the lesson for whoever has nobody to practice with, if this course has it."""
    found = context.study.lesson(key) if key else None
    if found is None:
        return None
    return {
        "title": found.title, "language": found.language,
        "url": lesson_url(context.enrollment, key),
    }  # fmt: skip
