from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme

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


class SignInFirstMiddleware(LoginRequiredMiddleware):
    """Lead whoever is signed out to sign in, and then back to the page where they were.

    A form that was sent after the session ended cannot be sent again by the way back, and many
    addresses take a form only. The page that holds the form is where to go on.
    """

    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponseRedirect:
        """Return the way to sign in."""
        page = "" if request.method in {"GET", "HEAD"} else _page_of_form(request)
        if not page:
            return super().handle_no_permission(request, view_func)
        return redirect_to_login(
            page, self.get_login_url(view_func), self.get_redirect_field_name(view_func)
        )


def _page_of_form(request: HttpRequest) -> str:
    """Return the page of ours from which a form was sent, empty where the browser named none."""
    sent_from = request.META.get("HTTP_REFERER", "")
    is_ours = url_has_allowed_host_and_scheme(
        sent_from, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    if not is_ours:
        return ""
    parts = urlsplit(sent_from)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _viewer(user: User) -> Viewer:
    today: date = timezone.localdate()
    return viewer_for(user, on=today)
