"""The public page behind the QR code: frozen facts, and whether they still hold."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from certificates import codes, selectors
from certificates.models import Certificate
from common.clock import now
from people.access import public

_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}
# A form that sends its code by GET needs no token, so this page sets no cookie and two answers
# to unknown codes are the same bytes.


@require_safe
@public("whoever holds a certificate's code may ask whether it is genuine")
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """Tell what stands behind a code; unknown and malformed codes get the same answer."""
    certificate = selectors.find(code)
    if certificate is None:
        return _answer(request, {"is_unknown": True}, status=404)
    return _answer(request, _facts(certificate))


@require_safe
@public("whoever holds a certificate's code may ask whether it is genuine")
def enter_code(request: HttpRequest) -> HttpResponse:
    """Ask for a code, and lead a known one to its own page."""
    typed = request.GET.get("code", "")
    if not typed:
        return _answer(request, {"is_question": True})
    certificate = selectors.find(typed)
    if certificate is None:
        return _answer(request, {"is_unknown": True}, status=404)
    return redirect("certificates:verify", code=certificate.code)


def _facts(certificate: Certificate) -> dict[str, Any]:
    # The day it is valid until is a day where the person lives, as the day of completion was.
    today = now().astimezone(certificate.learner.zone()).date()
    return {
        "certificate": certificate,
        "facts": certificate.payload,
        "code": codes.display(certificate.code),
        "standing": certificate.standing(on=today),
    }


def _answer(request: HttpRequest, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    response = render(request, "certificates/verify.html", context, status=status)
    for name, value in _HEADERS.items():
        response.headers[name] = value
    return response
