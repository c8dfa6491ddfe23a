"""Make a damaged or lost file again: the same bytes, or a new certificate in its place."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from django.db import transaction

from audit.services.record import record
from audit.verbs import Verb
from certificates.models import Certificate
from certificates.services.reissue import reissue
from certificates.services.render import Printed, make_pdf
from common import content_store

LOST = "The stored file was lost and this release prints it differently."


def print_again(payload: dict[str, Any]) -> Printed:
    """Print the certificate once more; the file is stored only if it is the very same."""
    certificates = Certificate.objects.select_related("learner", "completion__learner")
    certificate = certificates.get(uuid=payload["certificate_uuid"])
    content = make_pdf(certificate)
    pdf_sha256 = hashlib.sha256(content).hexdigest()
    if pdf_sha256 == certificate.pdf_sha256:
        content_store.put(content)
    return Printed(certificate=certificate, pdf_sha256=pdf_sha256, pdf_bytes=len(content))


@transaction.atomic
def note_repair(_: dict[str, Any], printed: Printed, at: datetime) -> None:
    """Note the repair; where the bytes differ, replace the certificate: its hash was promised."""
    certificate = printed.certificate
    is_same = printed.pdf_sha256 == certificate.pdf_sha256
    if not is_same and certificate.standing(on=at.date()) not in {
        Certificate.Standing.REVOKED,
        Certificate.Standing.REPLACED,
    }:
        reissue(certificate=certificate, reason=LOST, by=None, at=at)
    record(
        Verb.CERTIFICATE_REPAIRED,
        actor=None,
        target=certificate,
        subject=certificate.learner,
        at=at,
        detail={"pdf_sha256": printed.pdf_sha256, "is_same": is_same},
    )
