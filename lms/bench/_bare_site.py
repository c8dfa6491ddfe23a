"""A bare Django page: session, sign-in, four queries, one template. Only the benchmark has it."""

from __future__ import annotations

from uuid import uuid4

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_POST

from common.models import KeyedRequest
from courses.models import Lesson
from enrollments.models import Enrollment, LessonCompletion
from people.access import ViewerRequest
from people.models import RoleGrant

LESSONS = 12  # as many as a module has: the page must not grow with the course


@login_required
def bare(request: ViewerRequest) -> HttpResponse:
    """Show a person's courses in the plainest way."""
    enrollments = list(
        Enrollment.objects.filter(learner=request.user).select_related("course").order_by("id")
    )
    version = enrollments[0].version_id
    context = {
        "grants": RoleGrant.objects.filter(person=request.user),
        "enrollments": enrollments,
        "lessons": Lesson.objects.filter(version=version)
        .defer("html")
        .order_by("ordinal")[:LESSONS],
        "done": set(
            LessonCompletion.objects.filter(enrollment__in=enrollments).values_list(
                "lesson_id", flat=True
            )
        ),
    }
    return render(request, "bare_page.html", context)


@login_required
@require_POST
def insert(request: ViewerRequest) -> HttpResponse:
    """Write one row and say so."""
    row = KeyedRequest.objects.create(
        person_uuid=request.user.uuid, endpoint="bench", key=uuid4().hex, fingerprint="bench"
    )
    return JsonResponse({"id": row.pk})


urlpatterns = [path("bare/", bare), path("insert/", insert)]
