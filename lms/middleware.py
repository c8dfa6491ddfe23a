from __future__ import annotations

from collections.abc import Callable

import structlog
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from common.concurrency.patience import took_too_long
from common.errors import Busy
from common.private_text import UnreadablePrivateText

log = structlog.get_logger(__name__)


class PrivateByDefaultMiddleware:
    """Keep signed-in pages out of every cache, the browser's back button included."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep the next step."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Handle one request."""
        response = self.get_response(request)
        if request.user.is_authenticated and "Cache-Control" not in response.headers:
            add_never_cache_headers(response)
            response.headers["Cache-Control"] = "no-store, private"
        return response


class MissingKeyMiddleware:
    """Say for a private text whose key is missing that it is not available now, instead of failing.

    The text is safe where it is, and whoever operates the installation can bring the key back.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep the next step."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Handle one request."""
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        """Return the page for it, and tell the log; nothing else is handled here."""
        if not isinstance(exception, UnreadablePrivateText):
            return None
        log.error("private_text_unreadable", path=request.path)
        return render(request, "503.html", status=503)


class BusyMiddleware:
    """Say 409 where a lock took too long and no page said it: nothing was changed, try again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep the next step."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Handle one request."""
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        """Return the page for it, and tell the log; nothing else is handled here."""
        if not isinstance(exception, Busy) and not took_too_long(exception):
            return None
        log.warning("busy", path=request.path)
        return render(request, "409.html", status=409)


class StorableTextMiddleware:
    """Refuse what no text can hold: a NUL in the address, and bodies in another encoding.

    The database stores no NUL, so none is meant. One of Python's own encodings makes halves of
    characters, at which each form would fail in its own way.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep the next step."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Handle one request."""
        query = request.META.get("QUERY_STRING", "")
        if "\x00" in request.path_info or "%00" in query or "\x00" in query:
            raise BadRequest("NUL in the address")
        params = request.content_params or {}
        if params.get("charset", "utf-8").strip().lower() not in {"utf-8", "utf8", "us-ascii"}:
            raise BadRequest("a body in another encoding than UTF-8")
        return self.get_response(request)
