"""What is on disk and what is published; one package with all that is to mend; its pictures."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from courses.models import CourseVersion
from courses.package.files.paths import fault_of_path, media_type
from people.access import ViewerRequest, requires
from people.roles import Permission
from studio.selectors import editions
from studio.selectors import published as selectors
from studio.selectors.editions import Edition
from studio.views.outline import Outline


@dataclass(frozen=True)
class Standing:
    """A package beside the course that came of it."""

    edition: Edition
    effective: CourseVersion | None

    @property
    def is_published(self) -> bool:
        """Return whether exactly these files are in effect."""
        package = self.edition.survey.package
        return bool(self.effective and self.effective.content_hash == package.content_hash)


@require_safe
@requires(Permission.PREVIEW_COURSE)
def index(request: ViewerRequest) -> HttpResponse:
    """List the packages below the folder of packages, and the published courses."""
    courses = list(selectors.courses(request.viewer))
    effective = {course.slug: course.effective_version for course in courses}
    found = [editions.package_edition(name) for name in editions.folders()]
    standings = [Standing(one, effective.get(one.survey.package.slug)) for one in found]
    context = {"standings": standings, "courses": courses}
    return render(request, "studio/index.html", context)


@require_safe
@requires(Permission.PREVIEW_COURSE)
def show(request: ViewerRequest, slug: str) -> HttpResponse:
    """Show a package's outline, where it stands, and everything that is to mend in its place.

    The strict check takes seconds for a large course, so it is asked for: `?strict`.
    """
    edition = editions.package_edition(slug)
    is_strict = edition.is_whole and "strict" in request.GET
    if is_strict:
        edition = editions.with_findings(edition)
    course = selectors.published(request.viewer, edition.survey.package.slug)
    context = {
        "edition": edition,
        "is_strict": is_strict,
        "outline": Outline(edition),
        "standing": Standing(edition, course.effective if course else None),
    }
    return render(request, "studio/package.html", context)


@require_safe
@requires(Permission.PREVIEW_COURSE)
def picture(request: ViewerRequest, slug: str, name: str) -> HttpResponse:
    """Return a picture as it is on disk now; one that is refused is not shown."""
    edition = editions.package_edition(slug)
    path = f"assets/{name}"
    content = edition.survey.package.files.get(path)
    faulty = any(problem.file == path for problem in edition.survey.problems)
    if content is None or faulty or fault_of_path(path):
        raise Http404
    response = HttpResponse(content, content_type=media_type(path))
    response["ETag"] = quote_etag(edition.survey.package.content_hash)
    response["X-Content-Type-Options"] = "nosniff"
    # Opened alone, an SVG is a document: it may draw and nothing else.
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
