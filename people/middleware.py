from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.functional import SimpleLazyObject

from people.languages import language_for
from people.models import User
from people.viewer import Viewer, viewer_for


class LanguageMiddleware:
    """Answer in the reader's language and say which one it is.

    It stands behind authentication, as people keep their language in their account; Django's own
    LocaleMiddleware knows the browser only.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep the next step."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Handle one request."""
        language = language_for(request)
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        response.headers.setdefault("Content-Language", language)
        return response


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
