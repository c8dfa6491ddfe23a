"""Which courses there are, and their pages for the desk."""

from __future__ import annotations

from django.http import Http404

from courses.models import Course, JobAid
from people.viewer import Viewer


def catalog(viewer: Viewer) -> list[Course]:
    """Return the courses one may see with their effective version. Fetch plan: one query."""
    return list(
        Course.objects.visible_to(viewer)
        .select_related("effective_version")
        .defer("effective_version__facts")
        .order_by("effective_version__title", "id")
    )


def job_aid(version_id: int, key: str) -> JobAid:
    """Return one job aid of a version; absent is 404. Fetch plan: one query."""
    found = JobAid.objects.filter(version_id=version_id, key=key).first()
    if found is None:
        raise Http404
    return found
