"""The scene as prose, for whoever would rather read it; it counts like the scene."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from common.clock import now
from common.errors import DomainError
from enrollments.player import lesson_url, render_lesson, url_after
from people.access import ViewerRequest, requires
from people.roles import Permission
from practice.selectors.runs.mine import scenario_of
from practice.selectors.runs.reading import reading_version
from practice.services.runs.leave import read_instead
from practice.views.runs.briefing import roleplay_context


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LEARN)
def reading(request: ViewerRequest, enrollment: UUID, key: str) -> HttpResponse:
    """Show the reading version, or take the learner's word that it is read."""
    context = roleplay_context(request, enrollment, key)
    if request.method != "POST":
        extra = {"told": reading_version(context)}
        return render_lesson(request, "practice/roleplay/reading.html", context, extra)
    try:
        read_instead(
            enrollment=context.enrollment,
            scenario=scenario_of(context.lesson.pk),
            by=request.viewer.user,
            at=now(),
        )
    except DomainError as refused:
        messages.warning(request, refused.message)
        return HttpResponseRedirect(lesson_url(context.enrollment, key))
    return HttpResponseRedirect(url_after(context.enrollment, key))
