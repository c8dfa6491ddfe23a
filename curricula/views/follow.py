from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from common.clock import now
from curricula.due_dates import Standing
from curricula.selectors.follow import Filters, filter_choices, followed, standings
from curricula.selectors.grid import NOWHERE, grid
from curricula.selectors.rows import in_order, rows_of
from curricula.words import STANDINGS
from people.access import ViewerRequest, requires
from people.roles import Permission

PAGE = 25


@require_safe
@requires(Permission.FOLLOW_PROGRESS)
def follow(request: ViewerRequest) -> HttpResponse:
    """Show who is on track, due soon, overdue and done, and the rows behind each number."""
    filters, at = _filters(request), now()
    curricula, departments = filter_choices(request.viewer)
    _refuse_unknown(filters, departments)
    everyone = followed(request.viewer, filters, at=at)
    shown = everyone.standing_at(filters.standing) if filters.standing else everyone
    page = Paginator(in_order(shown), PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "filters": filters,
        "figures": _figures(standings(everyone)),
        "grid": grid(request.viewer, curriculum=filters.curriculum, at=at),
        "page": page,
        "rows": rows_of(page.object_list, course=filters.course, at=at),  # type: ignore[arg-type]
        "curricula": curricula,
        "departments": departments,
        "standings": [(key.value, STANDINGS[key][0]) for key in Standing],
    }
    return render(request, "curricula/follow.html", context)


def _filters(request: ViewerRequest) -> Filters:
    names = ("curriculum", "department", "place", "course", "standing")
    return Filters(**{name: request.GET.get(name, "") for name in names})


def _refuse_unknown(filters: Filters, departments: list[tuple[str, str]]) -> None:
    """Answer 404 for a department that is malformed, foreign or absent, and for unknown states."""
    if filters.standing and filters.standing not in {standing.value for standing in Standing}:
        raise Http404
    known = {found for found, _ in departments} | {"", NOWHERE}
    for wanted in (filters.department, filters.place):
        if wanted not in known:
            raise Http404


def _figures(counted: dict[str, int]) -> list[tuple[str, str, str, int]]:
    tones = {"info": "", "good": ""}
    return [
        (key.value, str(STANDINGS[key][0]), tones.get(STANDINGS[key][1], STANDINGS[key][1]), total)
        for key, total in ((key, counted[key.value]) for key in Standing)
    ]
