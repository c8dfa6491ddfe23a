from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from common.models import PublicId
from enrollments.models import CompletionRecord
from people.viewer import Viewer


class CertificateQuerySet(models.QuerySet["Certificate"]):
    """Words for asking about certificates."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Return the viewer's own."""
        return self.filter(learner=viewer.user)

    def live(self) -> Self:
        """Return those that are neither revoked nor replaced."""
        return self.filter(revoked_at__isnull=True, superseded_at__isnull=True)


class Certificate(PublicId):
    """Frozen speech: what was certified stands in `payload` and is never read from live data."""

    class State(models.TextChoices):
        """Where the PDF stands; one that cannot be made shows as a dead row of the outbox."""

        QUEUED = "queued"
        READY = "ready"

    class Standing(models.TextChoices):
        """What a verifier is told."""

        VALID = "valid"
        EXPIRED = "expired"
        REVOKED = "revoked"
        REPLACED = "replaced"

    completion = models.ForeignKey(
        CompletionRecord, on_delete=models.PROTECT, related_name="certificates"
    )
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="certificates"
    )
    code = models.CharField(max_length=26)
    code_sha256 = models.CharField(max_length=64, unique=True)
    payload = models.JSONField()
    payload_sha256 = models.CharField(max_length=64)
    design = models.CharField(max_length=40)
    language = models.CharField(max_length=16)
    issued_at = models.DateTimeField()
    expires_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    ready_at = models.DateTimeField(null=True, blank=True)
    pdf_sha256 = models.CharField(max_length=64, blank=True, default="")
    pdf_bytes = models.PositiveIntegerField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoke_reason = models.TextField(blank=True, default="")
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    superseded_at = models.DateTimeField(null=True, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["completion"], name="certificates_one_live",
                condition=Q(revoked_at__isnull=True, superseded_at__isnull=True),
            ),
            models.CheckConstraint(
                name="certificates_ready_has_file",
                condition=Q(state="ready", ready_at__isnull=False, pdf_bytes__isnull=False)
                & ~Q(pdf_sha256="")
                | ~Q(state="ready")
                & Q(ready_at__isnull=True, pdf_sha256="", pdf_bytes__isnull=True),
            ),
            models.CheckConstraint(
                name="certificates_revoked_has_reason",
                condition=Q(revoked_at__isnull=True, revoke_reason="")
                | (Q(revoked_at__isnull=False) & ~Q(revoke_reason="")),
            ),
        ]  # fmt: skip
        indexes: ClassVar = [
            models.Index(fields=["learner", "-issued_at"], name="certificates_of_person")
        ]

    class Privacy:
        personal: ClassVar = {"payload": "pseudonymise", "revoke_reason": "pseudonymise"}
        retain: ClassVar = {
            "id", "uuid", "completion", "learner", "code", "code_sha256", "payload_sha256",
            "design", "language", "issued_at", "expires_on", "state", "ready_at", "pdf_sha256",
            "pdf_bytes", "revoked_at", "supersedes", "superseded_at",
        }  # fmt: skip

    def standing(self, *, on: date) -> Standing:
        """Return what a verifier is told on that day; the day it is valid until still counts."""
        if self.revoked_at:
            return self.Standing.REVOKED
        if self.superseded_at:
            return self.Standing.REPLACED
        if self.expires_on and on > self.expires_on:
            return self.Standing.EXPIRED
        return self.Standing.VALID

    def audit_label(self) -> str:
        """Return the words that stand for this certificate in the trail."""
        return f"Certificate of {self.payload.get('course_title', '')}"
