"""How people come in: accounts are made by HR, so nobody signs up by themselves.

Wrong passwords are counted per account and device, or per account and network for a browser that
never signed in here. A stranger who guesses at Dana's password slows the stranger down; Dana's own
browser, and Dana on her own network, stay welcome. Guesses at many accounts are counted per address
too, in browsers that are new here only: a whole office may share one address, and whoever guesses
there shuts nobody out of a browser that was in before. (The idea of device cookies is described by
OWASP under "Slow down online guessing attacks with device cookies".)
"""

from __future__ import annotations

import hashlib
import ipaddress
from typing import Any

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal import ratelimit
from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import get_random_string

from common.clock import now
from people.languages import known
from people.models import User
from people.services.choose_language import choose_language

DEVICE_COOKIE = "attune_device"
DEVICE_SECONDS = 365 * 24 * 3600
KNOWN_BROWSER = {"login_failed": "5/300s/key"}  # instead of the limits in the settings
RETRY_AFTER_SECONDS = 60
log = structlog.get_logger(__name__)
_SALT = "people.sign_in.device"


def _account(email: str) -> str:
    return hashlib.sha256(email.strip().lower().encode()).hexdigest()[:32]


def _email_in(credentials: dict[str, Any]) -> str:
    return str(credentials.get("email") or credentials.get("username") or "")


def network_of(address: str) -> str:
    """Return the network that an address shares with its household or office."""
    ip = ipaddress.ip_address(address)
    prefix = 24 if ip.version == 4 else 56
    return str(ipaddress.ip_network(f"{ip}/{prefix}", strict=False))


def device_of(request: HttpRequest, *, email: str) -> str | None:
    """Return the device's mark if this browser signed in to that account before."""
    cookie = request.COOKIES.get(DEVICE_COOKIE, "")
    try:
        accounts = signing.loads(cookie, salt=_SALT, max_age=DEVICE_SECONDS)
    except signing.BadSignature:
        return None
    mark = accounts.get(_account(email)) if isinstance(accounts, dict) else None
    return mark if isinstance(mark, str) else None


def remember_device(request: HttpRequest, response: HttpResponse, *, user: User) -> None:
    """Mark the browser as one that signed in to this account."""
    if device_of(request, email=user.email):
        return
    try:
        accounts = signing.loads(
            request.COOKIES.get(DEVICE_COOKIE, ""), salt=_SALT, max_age=DEVICE_SECONDS
        )
    except signing.BadSignature:
        accounts = {}
    recent = dict(list(accounts.items())[-4:])  # a shared counter terminal keeps the last few
    recent[_account(user.email)] = get_random_string(16)
    response.set_cookie(
        DEVICE_COOKIE,
        signing.dumps(recent, salt=_SALT),
        max_age=DEVICE_SECONDS,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def keep_language(request: HttpRequest, response: HttpResponse, *, user: User) -> None:
    """Take over what was chosen on the way in, and leave it to nobody else at this browser."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if not chosen:
        return
    response.delete_cookie(settings.LANGUAGE_COOKIE_NAME, samesite="Lax")
    if known(chosen):
        choose_language(language=chosen, by=user, at=now())


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Closes sign-up and counts failures per device or network; the rest is allauth's."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: HR and the roster make accounts."""
        return False

    def format_email_subject(self, subject: str) -> str:
        """Return the subject as it is: a host's name in front of it tells a reader nothing."""
        return subject.strip()

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send a mail; while the mail server does not answer, say that it passes.

        Known and unknown addresses are sent a mail, so this tells nothing about who is here.
        """
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as fault:  # what smtplib raises is one, too
            log.warning("mail_not_sent", error=type(fault).__qualname__)
            page = render(allauth_context.request, "503.html", status=503)
            page.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
            raise ImmediateHttpResponse(page) from fault

    def is_safe_url(self, url: str) -> bool:
        """Return whether an address leads back here; one that cannot be read does not."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:  # e.g. half an IPv6 address
            return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the client's address; one of IPv4 that was wrapped into IPv6 as itself.

        All wrapped addresses share one IPv6 network, so all the world would be Dana's network.
        """
        address: str = super().get_client_ip(request)
        wrapped = getattr(ipaddress.ip_address(address), "ipv4_mapped", None)
        return str(wrapped) if wrapped else address

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count a try before the password is looked at; raises ValidationError for one too many."""
        is_known = device_of(request, email=_email_in(credentials)) is not None
        self._login_failed_rl_usage = ratelimit.consume(
            request,
            app="allauth.account",
            action="login_failed",
            config=KNOWN_BROWSER if is_known else None,
            key=self._get_login_attempts_cache_key(request, **credentials),
        )
        if not self._login_failed_rl_usage:
            raise self.validation_error("too_many_login_attempts")

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        email = _email_in(credentials)
        where = device_of(request, email=email) or network_of(self.get_client_ip(request))
        return f"{_account(email)}:{where}"

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Go on as allauth does and remember the device."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        remember_device(request, response, user=user)
        keep_language(request, response, user=user)
        return response
