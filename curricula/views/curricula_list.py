from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from common.clock import now
from curricula.selectors.overview import curricula_for, latest_rules
from curricula.services.undo import is_undoable
from people.access import ViewerRequest, requires
from people.roles import Permission


@require_safe
@requires(Permission.ASSIGN_CURRICULUM)
def curricula_list(request: ViewerRequest) -> HttpResponse:
    """Show what can be assigned, and what was assigned latest."""
    at = now()
    rules = [(rule, is_undoable(rule, at=at)) for rule in latest_rules(request.viewer)]
    context = {"lines": curricula_for(request.viewer, at=at), "rules": rules}
    return render(request, "curricula/list.html", context)
