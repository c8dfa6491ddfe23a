"""A form's hidden key: pressed twice, a button acts once.

A form that worked leads on; that place is what is stored under its key. A form that was refused is
shown again with a new key, so its refusal need not be kept.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from common.idempotency.keys import (
    Asked,
    Statement,
    Told,
    checked_key,
    fingerprint,
    once,
    once_knowing,
)
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
    told = once(_asked(request, endpoint, key), lambda: Told(302, act(), "text/html"))
    return HttpResponseRedirect(told.body)


def act_once_towards(
    place: str, request: ViewerRequest, endpoint: str, act: Callable[[Statement], object]
) -> HttpResponse:
    """Redirect to a place that is known before, acting once for a key, in one transaction.

    `act` sends the statement that it is given in front of its first one (see `once_knowing`).
    """
    key = request.POST.get(FIELD)
    if not key:
        with transaction.atomic():
            act(Statement())
        return HttpResponseRedirect(place)
    told = once_knowing(Told(302, place, "text/html"), _asked(request, endpoint, key), act)
    return HttpResponseRedirect(told.body)


def _asked(request: ViewerRequest, endpoint: str, key: str) -> Asked:
    return Asked(request.viewer.user.uuid, endpoint, checked_key(key), _said(request))


def _said(request: HttpRequest) -> str:
    fields = {name: request.POST.getlist(name) for name in request.POST if name not in _NOT_SAID}
    return fingerprint(request.path, fields)
