"""Regrading for authors: who would change, in counts; then the decision with its reason."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRefresh

from common.clock import now
from common.errors import Conflict, DomainError
from people.access import ViewerRequest, requires
from people.roles import Permission
from quizzes.models import Quiz, Regrade
from quizzes.selectors.corrections import authored_quiz
from quizzes.selectors.regrading import Preview, preview_of
from quizzes.services.regrade import LONGEST_REASON, Decision, PreviewMoved, regrade

HISTORY = 10


class RegradeForm(forms.Form):
    """The reason, and which preview was seen; it only validates."""

    reason = forms.CharField(
        label=gettext_lazy("What was wrong with the key?"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Learners see it with their result, and the audit trail keeps it."),
    )
    seen = forms.RegexField(r"^[0-9a-f]{64}$", widget=forms.HiddenInput)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.PREVIEW_COURSE)
def page(request: ViewerRequest, slug: str, key: str) -> HttpResponse:
    """Show what regrading would change; a POST does exactly that, or shows the newer numbers."""
    quiz = authored_quiz(request.viewer, slug, key)
    if request.method != "POST":
        return _page(request, quiz, None)
    form = RegradeForm(request.POST)
    if not form.is_valid():
        return _page(request, quiz, form, status=HTTPStatus.BAD_REQUEST)
    given = form.cleaned_data
    try:
        decision = regrade(
            quiz=quiz, seen=given["seen"], reason=given["reason"], by=request.user, at=now()
        )
    except PreviewMoved as moved:
        return _page(request, quiz, form, refused=moved, preview=moved.preview)
    except Conflict as refused:
        return _page(request, quiz, form, refused=refused)
    except DomainError as refused:
        form.add_error(refused.field, refused.message)
        return _page(request, quiz, form, status=refused.status)
    messages.info(request, _outcome(decision))
    return redirect("quizzes:regrade", slug=slug, key=key)


def _outcome(decision: Decision) -> str:
    if decision.regrade.state == Regrade.State.RUNNING:
        return _("A worker regrades the attempts now. You may leave this page.")
    return _("The attempts are regraded. Learners see both results.")


def _page(
    request: ViewerRequest,
    quiz: Quiz,
    form: RegradeForm | None,
    *,
    status: int = HTTPStatus.OK,
    refused: Conflict | None = None,
    preview: Preview | None = None,
) -> HttpResponse:
    history = _history(quiz)
    running = next((one for one in history if one.state == Regrade.State.RUNNING), None)
    is_part = getattr(request, "htmx", None) and request.method != "POST"
    if is_part and running is None:
        return HttpResponseClientRefresh()
    context: dict[str, Any] = {"quiz": quiz, "version": quiz.lesson.version, "running": running}
    if is_part:
        return render(request, "quizzes/studio/_regrade_progress.html", context)
    found = preview or preview_of(quiz)
    context |= {
        "preview": found, "counts": found.counts(), "form": form or RegradeForm(),
        "refused": refused, "history": history,
    }  # fmt: skip
    return render(
        request, "quizzes/studio/regrade.html", context,
        status=refused.status if refused else status,
    )  # fmt: skip


def _history(quiz: Quiz) -> list[Regrade]:
    """Return the latest regradings of the quiz, by whichever version."""
    lesson = quiz.lesson
    rows = Regrade.objects.filter(
        quiz__lesson__key=lesson.key, quiz__lesson__version__course_id=lesson.version.course_id
    )
    rows = rows.select_related("requested_by", "quiz__lesson__version")
    return list(rows.order_by("-requested_at", "-id")[:HISTORY])
