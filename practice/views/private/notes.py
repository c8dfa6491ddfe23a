"""Keep and remove a note on a prompt."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from common.clock import now
from common.errors import DomainError
from enrollments.player import LessonContext, lesson_context, lesson_url
from people.access import ViewerRequest, requires
from people.roles import Permission
from practice.models import ReflectionNote
from practice.sealed.words import note_of
from practice.services.private.forget import forget
from practice.services.private.keep_note import Prompted, keep_note
from practice.services.private.revisions import ChangedElsewhere
from practice.views.private.sent import revision_of, text_of
from practice.views.reflection import Typed, shown, words_of


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LEARN)
def keep(request: ViewerRequest, enrollment: UUID, key: str, prompt: str) -> HttpResponse:
    """Keep what was written, or show it again with what stands in the way.

    Whoever had to sign in anew comes back here by GET, and goes on to the prompt.
    """
    context = lesson_context(request.viewer, enrollment, key)
    asked = _prompted(context, prompt)
    if request.method != "POST":
        return redirect(f"{lesson_url(context.enrollment, key)}#prompt-{prompt}")
    text = text_of(request, "text")
    try:
        keep_note(prompt=asked, text=text, seen=revision_of(request), by=request.user, at=now())
    except DomainError as refused:
        return _again(request, context, _typed(prompt, text, refused), refused.status)
    messages.info(request, _("Kept, for you alone."))
    return redirect(f"{lesson_url(context.enrollment, key)}#prompt-{prompt}")


@require_POST
@requires(Permission.LEARN)
def delete(request: ViewerRequest, note: UUID) -> HttpResponse:
    """Remove a note; going back to where it was asked from."""
    row = get_object_or_404(ReflectionNote.objects.visible_to(request.viewer), uuid=note)
    forget(row=row, by=request.user)
    messages.info(request, _("The note is deleted."))
    return redirect("practice:space")


def _prompted(context: LessonContext, key: str) -> Prompted:
    if context.lesson.kind != "reflection":
        raise Http404
    asked = {prompt["key"]: prompt["text"] for prompt in words_of(context)["prompts"]}
    if key not in asked:
        raise Http404
    return Prompted(
        course_id=context.enrollment.course_id, lesson_key=context.lesson.key, prompt_key=key,
        lesson=context.words.title, prompt=asked[key],
    )  # fmt: skip


def _typed(prompt: str, text: str, refused: DomainError) -> Typed:
    if isinstance(refused, ChangedElsewhere):
        return Typed(
            prompt=prompt, text=text, reason=refused.message,
            stored=note_of(refused.stored).text, revision=refused.revision,
        )  # fmt: skip
    return Typed(prompt=prompt, text=text, reason=refused.message)


def _again(
    request: ViewerRequest, context: LessonContext, typed: Typed, status: int
) -> HttpResponse:
    page = {"player": context, **shown(request, context, typed)}
    return render(request, "practice/reflection.html", page, status=status)
