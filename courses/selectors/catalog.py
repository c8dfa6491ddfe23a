"""Which courses there are, and their pages for the desk."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404

from courses.models import Course, JobAid, JobAidText
from people.viewer import Viewer


def catalog(viewer: Viewer) -> list[Course]:
    """Return the courses one may see with their effective version. Fetch plan: one query."""
    return list(
        Course.objects.visible_to(viewer)
        .select_related("effective_version")
        .defer("effective_version__facts")
        .order_by("effective_version__title", "id")
    )


@dataclass(frozen=True)
class AidWords:
    """A page for the desk, and the language it is in."""

    title: str
    summary: str
    html: str
    language: str


def job_aid(version_id: int, key: str, language: str | None = None) -> AidWords:
    """Return one job aid of a version, in that language or in the course's; absent is 404.

    Fetch plan: one query, two for another language.
    """
    found = JobAid.objects.select_related("version").filter(version_id=version_id, key=key).first()
    if found is None:
        raise Http404
    text = None
    if language and language.lower() != found.version.language.lower():
        text = JobAidText.objects.filter(aid=found, language__iexact=language).first()
    shown = text or found
    return AidWords(
        shown.title, shown.summary, shown.html, text.language if text else found.version.language
    )
