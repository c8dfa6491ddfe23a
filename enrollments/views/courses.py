"""The viewer's courses, and one course with its outline."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from courses import selectors as course_selectors
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
        {"study": study, "outline": outline_of(study)},
    )


@require_safe
@requires(Permission.LEARN)
def job_aid(request: ViewerRequest, slug: str, key: str) -> HttpResponse:
    """Show one page for the desk, from the version that the viewer studies; made to be printed."""
    study = selectors.my_study_of_course(request.viewer, slug)
    if study is None:
        raise Http404
    aid = course_selectors.job_aid(study.outline.version_id, key, get_language())
    return render(request, "enrollments/job_aid.html", {"study": study, "aid": aid})
