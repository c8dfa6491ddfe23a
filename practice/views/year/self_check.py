"""The quarterly self-check: sixteen lines, for one's own eyes only."""

from __future__ import annotations

import uuid as uuids
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from common.clock import now
from common.errors import DomainError
from people.access import ViewerRequest, requires
from people.roles import Permission
from practice.selectors.year.self_checks import my_self_checks, slipped_in
from practice.self_check import FREQUENCIES, HIGHEST, LINES
from practice.services.year.refusals import SentBefore
from practice.services.year.self_checks import delete_self_checks, take_self_check
from practice.views.year.words import SKILL_WORDS


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LEARN)
def self_check(request: ViewerRequest) -> HttpResponse:
    """Show the lines and what came out before; take a new one in."""
    if request.method != "POST":
        return _page(request, {"form_uuid": uuids.uuid4()})
    form_uuid, answers = _uuid(request.POST.get("uuid", "")), _answers(request.POST)
    try:
        take_self_check(uuid=form_uuid, answers=answers, by=request.viewer.user, at=now())
    except DomainError as refused:
        form_uuid = uuids.uuid4() if isinstance(refused, SentBefore) else form_uuid
        more = {"form_uuid": form_uuid, "refused": refused, "given": answers}
        return _page(request, more, status=refused.status)
    messages.info(request, _("Kept for your eyes only."))
    return redirect("practice:year-self-check")


def _page(request: ViewerRequest, more: dict[str, Any], *, status: int = 200) -> HttpResponse:
    checks = my_self_checks(request.viewer.user)
    given = more.get("given", {})
    slipped = slipped_in(checks)
    context = {
        "lines": [(line, given.get(line.key)) for line in LINES],
        "frequencies": FREQUENCIES,
        "checks": checks,
        "latest": _figures(checks),
        "slipped": SKILL_WORDS.get(slipped, ""),
        **more,
    }
    return render(request, "practice/year/self_check.html", context, status=status)


def _figures(checks: list[Any]) -> list[dict[str, Any]]:
    """Return the latest means in percent of the scale, with the ones before."""
    if not checks:
        return []
    before = checks[1].scores if len(checks) > 1 else {}
    return [
        {
            "words": SKILL_WORDS.get(skill, skill),
            "value": value,
            "percent": round(100 * value / HIGHEST),
            "before": before.get(skill),
        }
        for skill, value in checks[0].scores.items()
    ]


def _answers(sent: QueryDict) -> dict[str, int]:
    found = {line.key: sent.get(line.key, "") for line in LINES}
    return {key: int(value) for key, value in found.items() if value in {"1", "2", "3", "4", "5"}}


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuids.uuid4()


@require_POST
@requires(Permission.LEARN)
def delete(request: ViewerRequest) -> HttpResponse:
    """Take all self-checks away."""
    delete_self_checks(by=request.viewer.user)
    messages.info(request, _("Your self-checks are gone."))
    return redirect("practice:year-self-check")
