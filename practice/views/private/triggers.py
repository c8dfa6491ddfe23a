"""The lines of a trigger map: added, changed, removed."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from common.clock import now
from common.errors import DomainError
from people.access import ViewerRequest, requires
from people.roles import Permission
from practice.models import TriggerEntry
from practice.sealed.words import STOPS, TriggerLine
from practice.services.private.forget import forget
from practice.services.private.keep_trigger import add_trigger, change_trigger
from practice.services.private.revisions import Removed
from practice.views.private.sent import revision_of, text_of
from practice.views.private.space import Refused, space_page


@require_POST
@requires(Permission.LEARN)
def add(request: ViewerRequest) -> HttpResponse:
    """Add a line, or show it again with what stands in the way."""
    line = _line(request)
    try:
        add_trigger(line=line, by=request.user, at=now())
    except DomainError as refused:
        return space_page(request, Refused(line=line, error=refused), status=refused.status)
    messages.info(request, _("The line is on your map."))
    return redirect("practice:space")


@require_POST
@requires(Permission.LEARN)
def change(request: ViewerRequest, entry: UUID) -> HttpResponse:
    """Replace a line, or show both where another page was faster."""
    row = TriggerEntry.objects.visible_to(request.viewer).filter(uuid=entry).first()
    line = _line(request)
    if row is None:  # deleted in another tab: 404 as for any other, and yet no word is lost
        return space_page(request, Refused(line=line, error=Removed()), status=404)
    try:
        change_trigger(entry=row, line=line, seen=revision_of(request), at=now())
    except DomainError as refused:
        is_there = not isinstance(refused, Removed)
        problem = Refused(line=line, error=refused, entry=entry if is_there else None)
        return space_page(request, problem, status=refused.status)
    messages.info(request, _("The line is changed."))
    return redirect("practice:space")


@require_POST
@requires(Permission.LEARN)
def delete(request: ViewerRequest, entry: UUID) -> HttpResponse:
    """Remove a line."""
    row = get_object_or_404(TriggerEntry.objects.visible_to(request.viewer), uuid=entry)
    forget(row=row, by=request.user)
    messages.info(request, _("The line is off your map."))
    return redirect("practice:space")


def _line(request: ViewerRequest) -> TriggerLine:
    return TriggerLine(**{name: text_of(request, name) for name in STOPS})
