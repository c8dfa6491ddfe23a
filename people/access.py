"""Every view says who may call it: `@requires(Permission.X)` or `@public("why")`.

`tests/test_permissions.py` walks all URLs and fails on a view that says neither.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponseBase

from people.models import User
from people.roles import Permission
from people.viewer import Viewer

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


class ViewerRequest(HttpRequest):
    """A request of a signed-in person; the middleware put the viewer there."""

    viewer: Viewer
    user: User


def viewer_of(request: Any) -> Viewer:
    """Return who is asking; inside an API request the middleware's own request carries it."""
    viewer: Viewer = getattr(request, "_request", request).viewer
    return viewer


def requires(permission: Permission) -> Callable[[View], View]:
    """Let only viewers with the permission in; to all others the page does not exist."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: ViewerRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.viewer.has(permission):
                raise Http404
            return view(request, *args, **kwargs)

        guarded.access = permission  # type: ignore[attr-defined]
        return cast("View", guarded)

    return decorate


def public(reason: str) -> Callable[[View], View]:
    """Open a view to everybody and say why."""

    def decorate(view: View) -> View:
        opened = login_not_required(view)
        opened.access = f"PUBLIC: {reason}"  # type: ignore[attr-defined]
        return opened

    return decorate
