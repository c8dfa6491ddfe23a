"""The settings of the practice year, and the one click that stops its reminders."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from common.clock import now
from common.errors import InvalidInput
from people.access import ViewerRequest, public, requires
from people.roles import Permission
from practice.models import YearPlan
from practice.selectors.year.rows import my_plan, plan_of_token
from practice.services.year.settings import set_days, set_nudges, stop_nudges
from practice.views.year.forms import DaysForm, NudgesForm, days_form, nudges_form


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LEARN)
def settings(request: ViewerRequest) -> HttpResponse:
    """Show both forms; a POST says how much and on which days."""
    plan = my_plan(request.viewer.user)
    if plan is None:
        return redirect("practice:year")
    if request.method != "POST":
        return _page(request, plan)
    form = DaysForm(request.POST)

    def act() -> None:
        set_days(wishes=form.wishes(), by=request.viewer.user, at=now())

    return _done(request, form, act) or _page(request, plan, days=form, status=400)


@require_POST
@requires(Permission.LEARN)
def reminders(request: ViewerRequest) -> HttpResponse:
    """Say whether and when to be reminded."""
    plan = my_plan(request.viewer.user)
    if plan is None:
        return redirect("practice:year")
    form = NudgesForm(request.POST)

    def act() -> None:
        set_nudges(wishes=form.wishes(), by=request.viewer.user, at=now())

    return _done(request, form, act) or _page(request, plan, nudges=form, status=400)


def _done(request: ViewerRequest, form: forms.Form, act: Callable[[], None]) -> HttpResponse | None:
    """Do it and lead on; None when the form must be shown again with what is wrong."""
    if not form.is_valid():
        return None
    try:
        act()
    except InvalidInput as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        return None
    messages.info(request, _("Saved."))
    return redirect("practice:year-settings")


def _page(
    request: ViewerRequest,
    plan: YearPlan,
    *,
    days: DaysForm | None = None,
    nudges: NudgesForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "plan": plan, "days": days or days_form(plan), "nudges": nudges or nudges_form(plan),
    }  # fmt: skip
    return render(request, "practice/year/settings.html", context, status=status)


# Mail readers press the button for their owner (RFC 8058) and have no cookie and no token of ours:
# the secret in the address is the right to stop, and stopping is all that it allows.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@public("stops reminders by the secret in a mail, signed in or not")
def stop(request: HttpRequest, token: UUID) -> HttpResponse:
    """Show the button; a POST stops the reminders, again and again with the same answer."""
    plan = plan_of_token(token)
    if plan is None:
        raise Http404
    was_stopped = request.method == "POST" and stop_nudges(token=token)
    context = {"was_stopped": was_stopped, "is_nudged": plan.is_nudged}
    return render(request, "practice/year/stop.html", context)
