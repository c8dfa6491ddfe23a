"""How a message becomes a mail: text template, one fixed Message-ID, plain text."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template import Context, engines
from django.utils import timezone, translation

from notifications.models import Notification

LONGEST_SUBJECT = 200


def message_id(notification: Notification) -> str:
    """Return the id that every try to send this message carries, so that mail readers show one."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"<{notification.uuid}@{host}>"


def compose(notification: Notification) -> EmailMessage:
    """Return the mail in the recipient's language: the template's first line is the subject."""
    person = notification.recipient
    with translation.override(person.language), timezone.override(person.zone()):
        text = _render(notification)
    subject, _, body = text.strip().partition("\n")
    return EmailMessage(
        subject=" ".join(subject.split())[:LONGEST_SUBJECT],
        body=body.strip() + "\n",
        to=[person.email],
        headers=_headers(notification),
    )


def _headers(notification: Notification) -> dict[str, str]:
    """Return the headers; a message that can be stopped says so to mail readers (RFC 8058).

    What writes such a message puts the path of its stop page into the context as `stop_path`.
    """
    headers = {"Message-ID": message_id(notification), "Auto-Submitted": "auto-generated"}
    stop_path = notification.context.get("stop_path")
    if stop_path:
        headers["List-Unsubscribe"] = f"<{settings.SITE_URL}{stop_path}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def _render(notification: Notification) -> str:
    name = f"notifications/{notification.kind}.txt"
    template: Any = engines["django"].get_template(name)
    person = notification.recipient
    shared = {
        "recipient": person.get_short_name(),
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "organization": settings.ORGANIZATION_NAME,
    }
    # Plain text: nothing to escape.
    return str(
        template.template.render(Context({**shared, **notification.context}, autoescape=False))
    )
