"""What I study and how far I am, for programs: the same services as the pages."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from common.clock import now
from enrollments import selectors
from enrollments.api import shapes
from enrollments.player import lesson_context
from enrollments.selectors import Study
from enrollments.services.finish_reading import finish_reading
from people.access import viewer_of
from people.roles import Permission


def my_study_or_404(request: Request, enrollment: UUID) -> Study:
    """Return one of the caller's enrollments; foreign, withdrawn and absent are the same."""
    study = selectors.my_study(viewer_of(request), enrollment)
    if study is None:
        raise Http404
    return study


class MyLearning(APIView):
    """Everything I study."""

    access = Permission.LEARN

    @extend_schema(responses=shapes.EnrollmentShape(many=True), operation_id="my_learning_list")
    def get(self, request: Request) -> Response:
        """List my courses, what I read last first."""
        studies = selectors.my_studies(viewer_of(request))
        return Response([shapes.enrollment_body(study) for study in studies])


class MyEnrollment(APIView):
    """One course that I study."""

    access = Permission.LEARN

    @extend_schema(responses=shapes.EnrollmentWithOutlineShape, operation_id="my_enrollments_show")
    def get(self, request: Request, enrollment: UUID) -> Response:
        """Return one of my enrollments with its outline and what is done."""
        return Response(shapes.outline_body(my_study_or_404(request, enrollment)))


class MyLessonCompletion(APIView):
    """One lesson that I have read."""

    access = Permission.LEARN

    @extend_schema(
        request=None,
        responses=shapes.EnrollmentShape,
        operation_id="my_enrollments_complete_lesson",
    )
    def post(self, request: Request, enrollment: UUID, key: str) -> Response:
        """Say that a reading is read; saying it twice is saying it once."""
        viewer = viewer_of(request)
        context = lesson_context(viewer, enrollment, key)
        finish_reading(
            enrollment=context.enrollment, lesson=context.lesson, by=viewer.user, at=now()
        )
        return Response(shapes.enrollment_body(my_study_or_404(request, enrollment)))
