"""The page of a reflection: prompts for the reader alone."""

from __future__ import annotations

from django.http import HttpResponse

from enrollments.player import LessonContext, render_lesson
from people.access import ViewerRequest
from practice.selectors.lessons import in_source, reflection_of


def reflection_page(request: ViewerRequest, context: LessonContext) -> HttpResponse:
    """Show the prompts; there is nothing to send, so nothing can be kept."""
    extra = {"reflection": context.words.more or in_source(reflection_of(context.lesson.pk))}
    return render_lesson(request, "practice/reflection.html", context, extra)
