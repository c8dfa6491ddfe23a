"""Hand out a PDF: only with the hash that was printed, and noted in the trail."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from audit.services.record import record
from audit.verbs import Verb
from certificates import selectors
from certificates.events import CertificateFileDamaged
from certificates.models import Certificate
from common import content_store
from common.errors import Conflict
from common.events import publish
from people.models import User


@transaction.atomic
def download(*, certificate: Certificate, by: User, at: datetime) -> bytes | None:
    """Return the PDF, or None when its file is damaged; the repair is owed from then on."""
    if certificate.state != Certificate.State.READY:
        raise Conflict("The certificate is still being made.")
    try:
        content = content_store.get(certificate.pdf_sha256)
    except (FileNotFoundError, content_store.DamagedFile):
        occurrence = selectors.repairs(certificate)
        publish(
            CertificateFileDamaged(certificate_uuid=str(certificate.uuid), occurrence=occurrence)
        )
        return None
    record(
        Verb.CERTIFICATE_DOWNLOADED,
        actor=by,
        target=certificate,
        subject=certificate.learner,
        at=at,
    )
    return content
