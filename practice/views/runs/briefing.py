"""The page before a scene: what, why, how long, who sees it; and the button that begins it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from common.clock import now
from common.errors import DomainError
from enrollments.player import LessonContext, lesson_context, lesson_url, render_lesson
from people.access import ViewerRequest, requires
from people.roles import Permission
from practice.selectors.runs.briefing import briefing_of
from practice.selectors.runs.mine import scenario_of
from practice.services.runs.start import start_run
from practice.views.runs.fields import text_in
from practice.views.runs.keys import new_key
from practice.views.runs.places import Places

KIND = "roleplay"


def briefing_page(request: ViewerRequest, context: LessonContext) -> HttpResponse:
    """Show the briefing inside the player; the lesson kind `roleplay` is given this page."""
    shown = briefing_of(context, by=request.viewer.user, at=now())
    open_run = Places(shown.open_run) if shown.open_run else None
    latest = Places(shown.latest_debrief) if shown.latest_debrief else None
    place = [context.enrollment.uuid, context.lesson.key]
    extra = {
        "briefing": shown,
        "objectives": _objectives(context),
        "open": open_run,
        "latest": latest,
        "start_url": reverse("practice:start", args=place),
        "reading_url": reverse("practice:reading", args=place),
        "form_key": new_key(),
    }
    return render_lesson(request, "practice/roleplay/briefing.html", context, extra)


def _objectives(context: LessonContext) -> list[str]:
    """Return what the scene is practice for, in words and in the language they are there in."""
    words = {
        objective["id"]: objective["text"]
        for module in context.study.outline.modules
        for objective in module.objectives
    }
    return [words[key] for key in context.lesson.objectives if key in words]


def roleplay_context(request: ViewerRequest, enrollment: UUID, key: str) -> LessonContext:
    """Return a role-play lesson at its place; lessons of other kinds are 404."""
    context = lesson_context(request.viewer, enrollment, key)
    if context.lesson.kind != KIND:
        raise Http404
    return context


@require_POST
@requires(Permission.LEARN)
def start(request: ViewerRequest, enrollment: UUID, key: str) -> HttpResponse:
    """Begin a run, or go on with the open one."""
    context = roleplay_context(request, enrollment, key)
    try:
        started = start_run(
            enrollment=context.enrollment,
            scenario=scenario_of(context.lesson.pk),
            by=request.viewer.user,
            at=now(),
            language=get_language() or "",
            key=text_in(request.POST, "idempotency_key"),
        )
    except DomainError as refused:
        messages.warning(request, refused.message)
        return HttpResponseRedirect(lesson_url(context.enrollment, key))
    return HttpResponseRedirect(Places(started.run).stage)
