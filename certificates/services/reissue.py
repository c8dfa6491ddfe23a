"""Replace a certificate by a new one with a new code; both stay verifiable."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from audit.services.record import record
from audit.verbs import Verb
from certificates.models import Certificate
from certificates.services.issue import insert
from common.errors import Conflict, InvalidInput
from people.models import User
from people.names import UnfitText, clean


@transaction.atomic
def reissue(
    *,
    certificate: Certificate,
    reason: str,
    by: User | None,
    at: datetime,
    holder_name: str | None = None,
) -> Certificate:
    """Issue a successor with the same facts, the name corrected where one is given."""
    if not reason.strip():
        raise InvalidInput(_("Say why the certificate is replaced."), field="reason")
    if by is not None and by.pk == certificate.learner_id:
        raise Conflict(_("Somebody else has to decide about your own certificate."))
    changed = Certificate.objects.live().filter(pk=certificate.pk).update(superseded_at=at)
    if not changed:
        raise Conflict(_("This certificate is no longer valid, so nothing can replace it."))
    record(
        Verb.CERTIFICATE_SUPERSEDED,
        actor=by,
        target=certificate,
        subject=certificate.learner,
        at=at,
        reason=reason.strip(),
    )
    successor = insert(
        completion=certificate.completion,
        payload=_payload(certificate, holder_name),
        at=at,
        by=by,
        reason=reason.strip(),
        supersedes=certificate,
    )
    if successor is None:
        raise Conflict(_("This certificate was replaced in the meantime."))
    return successor


def _payload(certificate: Certificate, holder_name: str | None) -> dict[str, Any]:
    if holder_name is None:
        return dict(certificate.payload)
    try:
        return dict(certificate.payload) | {"holder_name": clean(holder_name)}
    except UnfitText as error:
        raise InvalidInput(
            _("This name holds characters that cannot be printed."), field="holder_name"
        ) from error
