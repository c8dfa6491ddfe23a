"""Published courses as authors see them: versions and how many study each. Counts, never people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.urls import reverse

from courses.models import Course, CourseVersion
from enrollments.models import Enrollment
from people.viewer import Viewer


@dataclass(frozen=True)
class Version:
    """A version, and how many people study it and have not finished."""

    row: CourseVersion
    in_flight: int
    is_effective: bool


@dataclass(frozen=True)
class Published:
    """A course with its versions, the newest first."""

    course: Course
    versions: Sequence[Version]

    @property
    def effective(self) -> CourseVersion:
        """Return the version that new enrollments get."""
        return next(version.row for version in self.versions if version.is_effective)

    @property
    def in_flight(self) -> int:
        """Return how many people study any version now."""
        return sum(version.in_flight for version in self.versions)

    def version(self, number: int) -> CourseVersion:
        """Return a version by its number; absent is 404."""
        for version in self.versions:
            if version.row.number == number:
                return version.row
        raise Http404


def courses(viewer: Viewer) -> QuerySet[Course]:
    """Return the published courses with their effective version."""
    rows = Course.objects.visible_to(viewer).select_related("effective_version")
    return rows.defer("effective_version__facts").order_by("effective_version__title", "id")


def published(viewer: Viewer, slug: str) -> Published | None:
    """Return a course with its versions and counts, if it is published (two queries)."""
    course = courses(viewer).filter(slug=slug).first()
    if course is None:
        return None
    open_ = Q(enrollments__state=Enrollment.State.OPEN)
    rows = (
        CourseVersion.objects.filter(course=course)
        .select_related("published_by")
        .annotate(in_flight=Count("enrollments", filter=open_))
        .defer("facts")
        .order_by("-number")
    )
    effective = course.effective_version_id
    return Published(course, [Version(row, row.in_flight, row.pk == effective) for row in rows])


def published_or_404(viewer: Viewer, slug: str) -> Published:
    """Return a published course; absent is 404."""
    found = published(viewer, slug)
    if found is None:
        raise Http404
    return found


def statistics_url(slug: str, lesson_key: str) -> str:
    """Return where a quiz's item statistics stand."""
    return reverse("quizzes:statistics", args=[slug, lesson_key])
