"""The page of a scene that is announced."""

from __future__ import annotations

from django.http import HttpResponse

from enrollments.player import LessonContext, render_lesson
from people.access import ViewerRequest
from practice.selectors.lessons import announcement_of


def announced_page(request: ViewerRequest, context: LessonContext) -> HttpResponse:
    """Tell what the scene will be about, and that nothing is missing until it is there."""
    announcement = announcement_of(context.lesson.pk)
    extra = {"announcement": announcement, "told": context.words.more or announcement}
    return render_lesson(request, "practice/announced.html", context, extra)
