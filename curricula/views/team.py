from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from common.clock import now
from curricula.due_dates import Standing
from curricula.selectors.team import team_figures, team_of
from curricula.words import STANDINGS
from people.access import ViewerRequest, requires
from people.roles import Permission


@require_safe
@requires(Permission.SEE_TEAM)
def team(request: ViewerRequest) -> HttpResponse:
    """Show a manager where their people stand: state and dates."""
    members = team_of(request.viewer, at=now())
    counted = team_figures(members)
    figures = [(STANDINGS[key][0], STANDINGS[key][1], counted[key.value]) for key in Standing]
    return render(request, "curricula/team.html", {"members": members, "figures": figures})
