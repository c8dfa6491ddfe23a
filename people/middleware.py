from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from people.models import User
from people.viewer import Viewer, viewer_for


class ViewerMiddleware:
    """Put `request.viewer` on requests of signed-in people and use their time zone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep the next step."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Handle one request."""
        user = request.user
        if not isinstance(user, User) and not user.is_authenticated:
            return self.get_response(request)
        with timezone.override(user.zone()):
            request.viewer = SimpleLazyObject(lambda: _viewer(user))  # type: ignore[attr-defined]
            return self.get_response(request)


def _viewer(user: User) -> Viewer:
    today: date = timezone.localdate()
    return viewer_for(user, on=today)
