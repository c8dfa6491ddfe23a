"""The evidence of one person, and the way to it."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from people.access import ViewerRequest, requires
from people.roles import Permission
from reports.selectors.evidence import evidence_of
from reports.selectors.trail import people_for, people_named

SHOWN = 30


@require_safe
@requires(Permission.READ_AUDIT_TRAIL)
def index(request: ViewerRequest) -> HttpResponse:
    """Find people in scope by name, number or email."""
    words = request.GET.get("q", "").strip()[:120]
    found = list(people_named(request.viewer, words)[: SHOWN + 1])
    context = {"words": words, "people": found[:SHOWN], "has_more": len(found) > SHOWN}
    return render(request, "reports/people.html", context)


@require_safe
@requires(Permission.READ_AUDIT_TRAIL)
def show(request: ViewerRequest, person_uuid: uuid.UUID) -> HttpResponse:
    """Show what was asked of one person and what became of it."""
    person = get_object_or_404(people_for(request.viewer), uuid=person_uuid)
    evidence = evidence_of(person, on=request.viewer.on)
    return render(request, "reports/evidence.html", {"evidence": evidence, "person": person})
