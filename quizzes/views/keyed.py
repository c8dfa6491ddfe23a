"""A form's hidden key: pressed twice, a button acts once.

A form that worked leads on; that place is what is stored under its key. A form that was refused is
shown again with a new key, so its refusal need not be kept.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from common.idempotency.keys import Asked, Told, checked_key, fingerprint, once
from people.access import ViewerRequest

FIELD = "idempotency_key"
_NOT_SAID = {FIELD, "csrfmiddlewaretoken"}


def new_key() -> str:
    """Return a key for a form."""
    return uuid.uuid4().hex


def act_once(request: ViewerRequest, endpoint: str, act: Callable[[], str]) -> HttpResponse:
    """Redirect to where `act` leads, acting once for a key; what `act` raises is raised on."""
    key = request.POST.get(FIELD)
    if not key:
        return HttpResponseRedirect(act())
    asked = Asked(request.viewer.user.uuid, endpoint, checked_key(key), _said(request))
    told = once(asked, lambda: Told(302, act(), "text/html"))
    return HttpResponseRedirect(told.body)


def _said(request: HttpRequest) -> str:
    fields = {name: request.POST.getlist(name) for name in request.POST if name not in _NOT_SAID}
    return fingerprint(request.path, fields)
