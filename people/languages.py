"""In which language somebody reads: their own choice, before signing in the browser's."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import check_for_language, get_language_from_request

from people.models import User


def known(language: str) -> str | None:
    """Return a language of this installation as the settings write it, None for any other."""
    wanted = language.lower()
    found = next((code for code, _ in settings.LANGUAGES if code.lower() == wanted), None)
    return found if found and check_for_language(found) else None


def language_for(request: HttpRequest) -> str:
    """Return the language of a page: the person's, or the one a browser asks for."""
    if isinstance(request.user, User) or request.user.is_authenticated:
        return known(request.user.language) or settings.LANGUAGE_CODE
    return get_language_from_request(request)


def remember(response: HttpResponseBase, language: str) -> None:
    """Keep the choice of somebody who has not signed in yet."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
        secure=settings.LANGUAGE_COOKIE_SECURE,
    )
