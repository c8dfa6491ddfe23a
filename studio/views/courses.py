"""A published course: its versions, and how many people study each."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from courses import lesson_kinds
from courses.selectors import outline
from people.access import ViewerRequest, requires
from people.roles import Permission
from studio.selectors import editions
from studio.selectors import published as selectors


@require_safe
@requires(Permission.PREVIEW_COURSE)
def show(request: ViewerRequest, slug: str) -> HttpResponse:
    """Show the versions of a course, its quizzes, and the package it comes from."""
    published = selectors.published_or_404(request.viewer, slug)
    asking = lesson_kinds.asks()
    found = outline(published.effective.pk)
    context = {
        "published": published,
        "outline": found,
        "quizzes": [
            (lesson, selectors.statistics_url(slug, lesson.key))
            for lesson in found.lessons
            if lesson.kind in asking
        ],
        "folder": slug if slug in editions.folders() else "",
    }
    return render(request, "studio/course.html", context)
