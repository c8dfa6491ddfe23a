"""Today: the one next thing, what is required and by when, certificates. Nothing else."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from enrollments import selectors
from people.access import ViewerRequest, requires
from people.roles import Permission


@require_safe
@requires(Permission.LEARN)
def today(request: ViewerRequest) -> HttpResponse:
    """Show what is next for the viewer."""
    studies = selectors.my_studies(request.viewer)
    return render(request, "lms/today.html", {"studies": studies})
