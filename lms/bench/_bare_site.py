"""A bare Django page: session, sign-in, four queries, one template. Only the benchmark has it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from courses.models import Lesson
from enrollments.models import Enrollment, LessonCompletion
from people.access import ViewerRequest
from people.models import RoleGrant


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
        "lessons": Lesson.objects.filter(version=version).defer("html").order_by("ordinal"),
        "done": set(
            LessonCompletion.objects.filter(enrollment__in=enrollments).values_list(
                "lesson_id", flat=True
            )
        ),
    }
    return render(request, "bare_page.html", context)


urlpatterns = [path("bare/", bare)]
