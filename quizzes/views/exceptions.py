"""HR and managers make exceptions: another attempt, more minutes, extra time for a person."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from common.clock import now
from common.errors import DomainError
from people.access import ViewerRequest, requires
from people.models import User
from people.roles import Permission
from quizzes.forms import ExceptionForm, ExtraTimeForm, ReasonForm
from quizzes.models import Override
from quizzes.selectors.allowances import latest_extra_time
from quizzes.selectors.exceptions import QuizOf, person_for, quizzes_of
from quizzes.services.grant_override import grant_attempt, grant_minutes, set_extra_time
from quizzes.views.keyed import act_once, new_key

METHODS = ["GET", "HEAD", "POST"]
# Where somebody comes from who looks at a person, the wider place first.
LISTS = (
    (Permission.FOLLOW_PROGRESS, gettext_lazy("Follow"), "curricula:follow"),
    (Permission.SEE_TEAM, gettext_lazy("My team"), "curricula:team"),
)


@require_safe
@requires(Permission.GRANT_ATTEMPTS)
def quizzes_of_person(request: ViewerRequest, person_uuid: UUID) -> HttpResponse:
    """Show a person's quizzes: attempts used and left, what runs, what was given. No score."""
    person = person_for(request.viewer, person_uuid, Permission.GRANT_ATTEMPTS)
    may_set = _may_set_extra_time(request, person)
    context = {
        "person": person,
        "quizzes": quizzes_of(person, at=now()),
        "may_set_extra_time": may_set,
        "extra_time": latest_extra_time(person) if may_set else None,
        "crumbs": _back_to(request),
    }
    return render(request, "quizzes/exceptions/person.html", context)


@require_http_methods(METHODS)
@requires(Permission.GRANT_ATTEMPTS)
def make_exception(
    request: ViewerRequest, person_uuid: UUID, enrollment: UUID, key: str
) -> HttpResponse:
    """Ask what to give for one quiz and why, and give it."""
    person, at = person_for(request.viewer, person_uuid, Permission.GRANT_ATTEMPTS), now()
    found = _one(person, enrollment, key, at)
    form = ExceptionForm(request.POST if request.method == "POST" else None, found=found)
    context = {"person": person, "found": found}
    template = "quizzes/exceptions/give.html"
    if request.method != "POST" or not form.is_valid():
        return _page(request, template, form, context)
    try:
        return act_once(request, "quiz-exception", lambda: _give(request, found, form, at))
    except DomainError as refused:
        return _page(request, template, form, context, refused)


@require_http_methods(METHODS)
@requires(Permission.SET_EXTRA_TIME)
def extra_time(request: ViewerRequest, person_uuid: UUID) -> HttpResponse:
    """Ask how much longer a person has at every quiz, and why, and set it."""
    person = person_for(request.viewer, person_uuid, Permission.SET_EXTRA_TIME)
    current = latest_extra_time(person)
    initial = {"percent": current.percent if current else None}
    form = ExtraTimeForm(request.POST if request.method == "POST" else None, initial=initial)
    context = {"person": person, "current": current}
    template = "quizzes/exceptions/extra_time.html"
    if request.method != "POST" or not form.is_valid():
        return _page(request, template, form, context)
    try:
        return act_once(request, "extra-time", lambda: _set(request, person, form))
    except DomainError as refused:
        return _page(request, template, form, context, refused)


def _back_to(request: ViewerRequest) -> list[dict[str, str]]:
    return [
        {"label": str(label), "url": reverse(name)}
        for permission, label, name in LISTS
        if request.viewer.has(permission)
    ][:1]


def _one(person: User, enrollment: UUID, key: str, at: datetime) -> QuizOf:
    for found in quizzes_of(person, at=at):
        if found.enrollment.uuid == enrollment and found.quiz.lesson.key == key:
            return found
    raise Http404


def _give(request: ViewerRequest, found: QuizOf, form: ReasonForm, at: datetime) -> str:
    given = form.cleaned_data
    common: dict[str, Any] = {
        "enrollment": found.enrollment, "quiz": found.quiz, "reason": given["reason"],
        "by": request.viewer.user, "at": at,
    }  # fmt: skip
    if given["kind"] == Override.Kind.MINUTES:
        grant_minutes(minutes=given["minutes"], **common)
        messages.info(request, _("The attempt has more time now."))
    else:
        grant_attempt(**common)
        messages.info(request, _("One more attempt is given."))
    return reverse("quizzes:of-person", args=[found.enrollment.learner.uuid])


def _set(request: ViewerRequest, person: User, form: ReasonForm) -> str:
    set_extra_time(learner=person, **form.cleaned_data, by=request.viewer.user, at=now())
    messages.info(request, _("This counts for every attempt that begins from now on."))
    return reverse("quizzes:of-person", args=[person.uuid])


def _may_set_extra_time(request: ViewerRequest, person: User) -> bool:
    if not request.viewer.has(Permission.SET_EXTRA_TIME):
        return False
    try:
        person_for(request.viewer, person.uuid, Permission.SET_EXTRA_TIME)
    except Http404:
        return False
    return True


def _page(
    request: ViewerRequest,
    template: str,
    form: ReasonForm,
    context: dict[str, Any],
    refused: DomainError | None = None,
) -> HttpResponse:
    if refused is not None:
        form.add_error(refused.field if refused.field in form.fields else None, refused.message)
    status = 200 if request.method != "POST" else refused.status if refused else 400
    page = {**context, "form": form, "form_key": new_key()}
    return render(request, template, page, status=status)
