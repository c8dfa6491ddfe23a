"""The audit trail, to read and to filter."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.models import AuditEvent
from people.access import ViewerRequest, requires
from people.roles import Permission
from reports.selectors.evidence import MESSAGES
from reports.selectors.trail import names_in, page_of
from reports.views.forms import TrailForm
from reports.views.words import Look, look_of


@dataclass(frozen=True)
class Line:
    """One event, how it is drawn, and the name of the one it concerns."""

    event: AuditEvent
    look: Look
    person: str

    @property
    def target(self) -> str:
        """Return what it was done to; a message by what it said."""
        return str(MESSAGES.get(self.event.target_label, self.event.target_label))


@require_safe
@requires(Permission.READ_AUDIT_TRAIL)
def index(request: ViewerRequest) -> HttpResponse:
    """Show the latest events in scope, filtered; older ones follow page by page."""
    form = TrailForm(request.GET)
    filters = form.filters()
    page = page_of(request.viewer, filters)
    names = names_in(request.viewer, page.events)
    kept = request.GET.copy()
    kept["before"] = str(page.older)
    context = {
        "form": form,
        "filters": filters,
        "lines": [
            Line(event, look_of(event.verb), names.get(event.subject_uuid, ""))
            for event in page.events
        ],
        "older": f"?{kept.urlencode()}" if page.older else "",
        "is_filtered": any([filters.verb, filters.who, filters.person, filters.target,
                            filters.first_on, filters.last_on]),
    }  # fmt: skip
    return render(request, "reports/audit_trail.html", context)
