"""Make the PDF of an issued certificate: slow work first, then one short transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from audit.services.record import record
from audit.verbs import Verb
from certificates.models import Certificate
from certificates.rendering import press
from certificates.rendering.sheet import lay_out
from common import content_store
from notifications.services.notify import Message, send_later


@dataclass(frozen=True, kw_only=True)
class Printed:
    """A certificate and the file that was stored for it."""

    certificate: Certificate
    pdf_sha256: str
    pdf_bytes: int


def make_pdf(certificate: Certificate) -> bytes:
    """Return the PDF of a certificate, from its frozen payload and nothing else."""
    sheet = lay_out(payload=certificate.payload, code=certificate.code, site_url=settings.SITE_URL)
    return press.print_certificate(
        sheet, identifier=certificate.uuid.bytes, design=certificate.design
    )


def print_owed(payload: dict[str, Any]) -> Printed | None:
    """Make and store the PDF that one CertificateIssued owes; None when it is there already."""
    certificates = Certificate.objects.select_related("learner")
    certificate = certificates.get(uuid=payload["certificate_uuid"])
    if certificate.state == Certificate.State.READY:
        return None
    content = make_pdf(certificate)
    return Printed(
        certificate=certificate,
        pdf_sha256=content_store.put(content),
        pdf_bytes=len(content),
    )


@transaction.atomic(savepoint=False)
def make_ready(_: dict[str, Any], printed: Printed | None, at: datetime) -> None:
    """Note that the PDF is there, and tell the person; only the first to come does it.

    What was revoked or replaced before it was printed is nothing to be told of.
    """
    if printed is None:
        return
    certificate = printed.certificate
    changed = Certificate.objects.filter(pk=certificate.pk, state=Certificate.State.QUEUED).update(
        state=Certificate.State.READY,
        ready_at=at,
        pdf_sha256=printed.pdf_sha256,
        pdf_bytes=printed.pdf_bytes,
    )
    if not changed:
        return
    record(
        Verb.CERTIFICATE_RENDERED,
        actor=None,
        target=certificate,
        subject=certificate.learner,
        at=at,
        detail={"pdf_sha256": printed.pdf_sha256, "pdf_bytes": printed.pdf_bytes},
    )
    if certificate.revoked_at is None and certificate.superseded_at is None:
        send_later([_ready_message(certificate)], at=at)


def _ready_message(certificate: Certificate) -> Message:
    return Message(
        recipient=certificate.learner,
        kind="certificate.ready",
        key=f"certificate.ready:{certificate.uuid}",
        context={
            "course_title": certificate.payload["course_title"],
            "certificate_uuid": str(certificate.uuid),
        },
    )
