"""Revoke certificates. Nothing is deleted: verification goes on telling what became of it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit.services.record import record
from audit.verbs import Verb
from certificates.models import Certificate
from common.errors import Conflict, InvalidInput
from people.models import User


@transaction.atomic
def revoke(*, certificate: Certificate, reason: str, by: User, at: datetime) -> None:
    """Declare a certificate void from now on; the reason stays in the trail, never in public."""
    if not reason.strip():
        raise InvalidInput(_("Say why the certificate is revoked."), field="reason")
    if by.pk == certificate.learner_id:
        raise Conflict(_("Somebody else has to decide about your own certificate."))
    changed = Certificate.objects.filter(pk=certificate.pk, revoked_at__isnull=True).update(
        revoked_at=at, revoke_reason=reason.strip()
    )
    if not changed:
        raise Conflict(_("This certificate is revoked already."))
    record(
        Verb.CERTIFICATE_REVOKED,
        actor=by,
        target=certificate,
        subject=certificate.learner,
        at=at,
        reason=reason.strip(),
    )
