"""The viewer's courses, and one course with its outline."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from enrollments import selectors
from enrollments.player import outline_of
from people.access import ViewerRequest, requires
from people.roles import Permission


@require_safe
@requires(Permission.LEARN)
def courses(request: ViewerRequest) -> HttpResponse:
    """List what the viewer studies and has studied."""
    studies = selectors.my_studies(request.viewer)
    return render(request, "enrollments/courses.html", {"studies": studies})


@require_safe
@requires(Permission.LEARN)
def course(request: ViewerRequest, slug: str) -> HttpResponse:
    """Show what one will be able to do, the outline, and what counts."""
    study = selectors.my_study_of_course(request.viewer, slug)
    if study is None:
        raise Http404
    return render(
        request,
        "enrollments/course.html",
        {"study": study, "parts": outline_of(study)},
    )
