"""The page of a listening lesson: its exercises, and which were tried."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse

from enrollments.player import LessonContext, render_lesson
from people.access import ViewerRequest
from practice.selectors.listening.exercises import exercises_of
from practice.selectors.listening.tries import tries_of
from practice.views.listening.places import payload_of


def listening_page(request: ViewerRequest, context: LessonContext) -> HttpResponse:
    """Show the exercises in their order; the lesson kind `listening` is given this page."""
    payload = payload_of(context)
    tries = tries_of(request.viewer, context.lesson.pk, since=context.enrollment.enrolled_at)
    pattern = reverse(
        "practice:listening-exercise", args=[context.enrollment.uuid, context.lesson.key, "any-e"]
    )
    rows = [
        {
            "exercise": exercise,
            "tries": tries.get(exercise.key, []),
            "url": pattern.replace("any-e", exercise.key),
        }
        for exercise in exercises_of(payload)
    ]
    undone = next((row for row in rows if not row["tries"]), None)
    extra = {
        "intro": payload["intro"], "rows": rows, "undone": undone,
        "tried": sum(bool(row["tries"]) for row in rows),
    }  # fmt: skip
    return render_lesson(request, "practice/listening/lesson.html", context, extra)
