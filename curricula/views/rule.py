from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from common.clock import now
from common.errors import DomainError
from curricula.models import AssignmentRule
from curricula.selectors.overview import rule_facts
from curricula.services.undo import UNDO_WITHIN, is_undoable, undo
from people.access import ViewerRequest, requires
from people.roles import Permission


@require_safe
@requires(Permission.ASSIGN_CURRICULUM)
def assigned(request: ViewerRequest, uuid: UUID) -> HttpResponse:
    """Show what a rule did and, within the hour, how to take it back."""
    rows = AssignmentRule.objects.visible_to(request.viewer)
    rule = get_object_or_404(rows.select_related("curriculum", "created_by"), uuid=uuid)
    context = {
        "rule": rule,
        "facts": rule_facts(rule, undoable_until=rule.created_at + UNDO_WITHIN),
        "is_undoable": is_undoable(rule, at=now()),
    }
    return render(request, "curricula/assign/assigned.html", context)


@require_POST
@requires(Permission.ASSIGN_CURRICULUM)
def undo_rule(request: ViewerRequest, uuid: UUID) -> HttpResponse:
    """Take an assignment back."""
    rule = get_object_or_404(AssignmentRule.objects.visible_to(request.viewer), uuid=uuid)
    try:
        result = undo(rule=rule, by=request.user, at=now())
    except DomainError as error:
        messages.warning(request, error.message)
        return redirect("curricula:assigned", rule.uuid)
    text = _("Undone: %(withdrawn)d assignments ended.") % {"withdrawn": result.withdrawn}
    if result.kept:
        text += " " + _("%(kept)d people had begun already and keep it.") % {"kept": result.kept}
    if result.told:
        text += " " + _("%(told)d had been told by mail before.") % {"told": result.told}
    messages.info(request, text)
    return redirect("curricula:assigned", rule.uuid)
