"""The one face of this app: pictures of published versions."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from courses.models import PackageFile
from courses.package.files.paths import fault_of_path
from people.access import ViewerRequest, requires
from people.roles import Permission


@require_safe
@requires(Permission.LEARN)
def asset(request: ViewerRequest, version: UUID, name: str) -> HttpResponse:
    """Return one picture; it never changes, so browsers may keep it."""
    if fault_of_path(f"assets/{name}"):
        raise Http404
    files = PackageFile.objects.visible_to(request.viewer)
    found = get_object_or_404(files, version__uuid=version, path=f"assets/{name}")
    response = HttpResponse(bytes(found.content), content_type=found.media_type)
    response["Cache-Control"] = "private, max-age=31536000, immutable"
    response["ETag"] = f'"{found.sha256}"'
    response["X-Content-Type-Options"] = "nosniff"
    # Opened alone, an SVG is a document: it may draw and nothing else.
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
