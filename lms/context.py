"""What every page's shell needs: the site's names and the places this viewer may go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from people.roles import Permission
from people.viewer import Viewer


@dataclass(frozen=True)
class Place:
    """One entry of the main navigation: of one's own learning, or of a duty for others."""

    label: str | Promise
    url: str
    is_current: bool
    is_duty: bool


_PLACES: tuple[tuple[Permission, Promise, str], ...] = (
    (Permission.LEARN, _("Today"), "today"),
    (Permission.LEARN, _("Courses"), "enrollments:courses"),
    (Permission.LEARN, _("Certificates"), "certificates:list"),
    (Permission.LEARN, _("My practice"), "practice:mine"),
    (Permission.SEE_TEAM, _("My team"), "curricula:team"),
    (Permission.ASSIGN_CURRICULUM, _("Assign"), "curricula:list"),
    (Permission.FOLLOW_PROGRESS, _("Follow"), "curricula:follow"),
    (Permission.PREVIEW_COURSE, _("Studio"), "studio:index"),
    (Permission.REQUEST_REPORT, _("Reports"), "reports:list"),
    (Permission.READ_AUDIT_TRAIL, _("Audit trail"), "reports:audit-trail"),
    (Permission.SEE_STATUS, _("Status"), "status"),
)
# Pages that belong to a place without standing below its address: by their name or namespace.
_BESIDE = {"practice": "practice:mine", "curricula:assigned": "curricula:list"}


def _navigation(viewer: Viewer, request: HttpRequest) -> list[Place]:
    found = []
    for permission, label, name in _PLACES:
        if not viewer.has(permission):
            continue
        try:
            found.append((label, reverse(name), permission is not Permission.LEARN))
        except NoReverseMatch:
            continue
    # Of places below one another, the deepest is where one is.
    path = request.path
    below = (url for _, url, _ in found if path.startswith(url))
    here = max(below, key=len, default=_beside(request))
    return [Place(label, url, url == here, is_duty) for label, url, is_duty in found]


def _beside(request: HttpRequest) -> str:
    match = request.resolver_match
    name = match and (_BESIDE.get(match.view_name) or _BESIDE.get(match.namespace))
    return reverse(name) if name else ""


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the shell's variables; anonymous pages and error pages get an empty navigation.

    What htmx swaps in shows no navigation, so that it is asked for only where it is shown.
    """
    viewer = getattr(request, "viewer", None)
    return {
        "site": {"name": settings.SITE_NAME, "organization": settings.ORGANIZATION_NAME},
        "is_demo": settings.IS_DEMO,
        "navigation": SimpleLazyObject(lambda: _navigation(viewer, request)) if viewer else [],
    }
