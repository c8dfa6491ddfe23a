"""The page of a reflection: prompts, and what the reader kept on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse

from enrollments.player import LessonContext, render_lesson
from people.access import ViewerRequest
from practice.selectors.lessons import in_source, reflection_of
from practice.selectors.private import notes_on


@dataclass(frozen=True, kw_only=True)
class Typed:
    """What was sent for a prompt and could not be kept, with the reason."""

    prompt: str
    text: str
    reason: str
    stored: str = ""
    revision: int | None = None


def reflection_page(request: ViewerRequest, context: LessonContext) -> HttpResponse:
    """Show the prompts; something is kept only where the reader asks for it."""
    return render_lesson(request, "practice/reflection.html", context, shown(request, context))


def shown(
    request: ViewerRequest, context: LessonContext, typed: Typed | None = None
) -> dict[str, Any]:
    """Return what the page shows, with what was typed and refused."""
    reflection = words_of(context)
    notes = notes_on(request.viewer, context.enrollment.course_id, context.lesson.key)
    rows = []
    for prompt in reflection["prompts"]:
        note = notes.get(prompt["key"])
        refused = typed if typed and typed.prompt == prompt["key"] else None
        revision = note.revision if note else 0
        rows.append(
            {
                "prompt": prompt,
                "note": note,
                "refused": refused,
                "text": refused.text if refused else note.words.text if note else "",
                "revision": refused.revision if refused and refused.revision else revision,
            }
        )
    return {"reflection": reflection, "rows": rows, "may_keep": True}


def words_of(context: LessonContext) -> dict[str, Any]:
    """Return what the reflection says in the language that is shown."""
    words: dict[str, Any] = context.words.more or in_source(reflection_of(context.lesson.pk))
    return words
