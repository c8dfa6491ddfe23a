"""Certificates in every state, made by the product's own services."""

import datetime as dt

from certificates.models import Certificate
from certificates.services.issue import issue
from certificates.services.render import make_ready, print_owed
from common.models import OutboxRow
from tests.support.factories import CompletionFactory

ISSUED_AT = dt.datetime(2026, 11, 27, 16, 0, tzinfo=dt.UTC)


def issued(person, *, at=ISSUED_AT, **completion) -> Certificate:
    """Return a certificate whose PDF is still owed."""
    return issue(completion=CompletionFactory(learner=person, **completion), at=at)


def ready(person, *, at=ISSUED_AT, **completion) -> Certificate:
    """Return a certificate with its PDF in the store."""
    certificate = issued(person, at=at, **completion)
    owed = {"certificate_uuid": str(certificate.uuid)}
    make_ready(owed, print_owed(owed), at)
    certificate.refresh_from_db()
    return certificate


def owed(subscription: str) -> OutboxRow:
    """Return the one open row of a subscription."""
    return OutboxRow.objects.get(subscription=subscription, done_at__isnull=True)
