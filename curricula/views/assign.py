from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render

from common.clock import now
from common.errors import DomainError
from curricula.audience import Audience
from curricula.due_dates import Anchor, DueRule
from curricula.forms import AssignForm, ConfirmForm
from curricula.models import Curriculum
from curricula.selectors.choices import department_choices, title_choices
from curricula.selectors.plan import Intent, intent
from curricula.selectors.preview import Preview, preview
from curricula.services.assign import AudienceChanged, assign
from curricula.services.refuse import Exceptions as Choice
from curricula.services.refuse import check
from people.access import ViewerRequest, requires
from people.roles import Permission

PEEK = 6
OPEN_DATE = DueRule(Anchor.ASSIGNED, offset_days=0)  # stands in until HR chose one


@requires(Permission.ASSIGN_CURRICULUM)
def assign_page(request: ViewerRequest, slug: str) -> HttpResponse:
    """Ask for whom and until when, show exactly what follows, assign."""
    curriculum = get_object_or_404(Curriculum, slug=slug)
    if request.method == "POST":
        return _confirm(request, curriculum)
    form = _form(request, request.GET if request.GET else None)
    if request.GET.get("step") == "review" and form.is_valid():
        return _review(request, curriculum, form, ConfirmForm(initial={"token": uuid.uuid4()}))
    is_refused = request.GET.get("step") == "review"
    return _ask(request, curriculum, form, status=400 if is_refused else 200)


def _form(request: ViewerRequest, data: Any) -> AssignForm:
    scope, on = request.viewer.scope(Permission.ASSIGN_CURRICULUM), request.viewer.on
    return AssignForm(
        data, departments=department_choices(scope, on=on), titles=title_choices(scope, on=on)
    )


def _intent(
    request: ViewerRequest, curriculum: Curriculum, form: AssignForm, at: datetime
) -> Intent | None:
    """Return what the form means so far; None while it means nobody."""
    data = form.cleaned_data if form.is_bound and form.is_valid() else {}
    if not data and form.is_bound:
        data = {"audience": form.cleaned_data.get("audience"), "due": form.cleaned_data.get("due")}
    audience = data.get("audience") if form.is_bound else Audience()
    if audience is None:
        return None
    return intent(
        curriculum=curriculum, audience=audience, due=data.get("due") or OPEN_DATE,
        scope=request.viewer.scope(Permission.ASSIGN_CURRICULUM),
        time_zone=request.user.time_zone, at=at,
    )  # fmt: skip


def _ask(
    request: ViewerRequest, curriculum: Curriculum, form: AssignForm, *, status: int = 200
) -> HttpResponse:
    wanted = _intent(request, curriculum, form, now())
    context = {
        "curriculum": curriculum,
        "form": form,
        "preview": preview(wanted, size=PEEK) if wanted else None,
        "has_date": bool(wanted and wanted.due is not OPEN_DATE),
        "chosen": set(form["departments"].value() or ()),
    }
    is_fragment = bool(request.htmx)  # type: ignore[attr-defined]
    template = "curricula/assign/_preview.html" if is_fragment else "curricula/assign/form.html"
    return render(request, template, context, status=200 if is_fragment else status)


def _review(
    request: ViewerRequest,
    curriculum: Curriculum,
    form: AssignForm,
    confirm: ConfirmForm,
    *,
    problem: DomainError | None = None,
) -> HttpResponse:
    wanted = _intent(request, curriculum, form, now())
    assert wanted is not None
    shown = preview(wanted, page=_page_number(request))
    problem = problem or _refusal(shown)
    context = {
        "curriculum": curriculum,
        "form": form,
        "confirm": confirm,
        "preview": shown,
        "problem": problem,
        "has_changed": isinstance(problem, AudienceChanged),
        "back": _query(form, step=""),
        "here": _query(form, step="review"),
        "fields": [(name, value) for name, value in _pairs(form)],
    }
    status = problem.status if problem else 200
    return render(request, "curricula/assign/review.html", context, status=status)


def _refusal(shown: Preview) -> DomainError | None:
    """Return why this cannot be assigned, apart from the question that the page itself asks."""
    try:
        check(shown.intent, shown.totals, exceptions=Choice.WITHOUT_DATE)
    except DomainError as error:
        return error
    return None


def _confirm(request: ViewerRequest, curriculum: Curriculum) -> HttpResponse:
    form, confirm = _form(request, request.POST), ConfirmForm(request.POST)
    if not form.is_valid():
        return _ask(request, curriculum, form, status=400)
    if not confirm.is_valid():
        again = ConfirmForm(initial={"token": uuid.uuid4()})
        return _review(request, curriculum, form, again, problem=DomainError(_first(confirm)))
    data, sent = form.cleaned_data, confirm.cleaned_data
    try:
        rule = assign(
            curriculum=curriculum, audience=data["audience"], due=data["due"], by=request.user,
            scope=request.viewer.scope(Permission.ASSIGN_CURRICULUM), at=now(),
            note=data["note"], exceptions=confirm.choice(), token=sent["token"],
            expected=sent["digest"],
        )  # fmt: skip
    except DomainError as error:
        return _review(request, curriculum, form, confirm, problem=error)
    return redirect("curricula:assigned", rule.uuid)


def _first(confirm: ConfirmForm) -> str:
    return str(next(iter(confirm.errors.values()))[0])


def _page_number(request: ViewerRequest) -> int:
    found = request.GET.get("page", "1")
    return int(found) if found.isascii() and found.isdigit() and len(found) < 7 else 1


def _pairs(form: AssignForm) -> list[tuple[str, str]]:
    """Return the filled-in fields as they were sent, for links and hidden inputs."""
    data: Any = form.data
    return [(name, value) for name in form.fields for value in data.getlist(name) if value]


def _query(form: AssignForm, *, step: str) -> str:
    query = QueryDict(mutable=True)
    for name, value in [*_pairs(form), *([("step", step)] if step else [])]:
        query.appendlist(name, value)
    return query.urlencode()
