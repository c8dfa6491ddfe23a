"""My certificates, for programs."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from rest_framework import serializers
from rest_framework.generics import ListAPIView, RetrieveAPIView

from certificates import codes, selectors
from certificates.models import Certificate
from people.access import viewer_of
from people.roles import Permission


class CertificateOutput(serializers.ModelSerializer[Certificate]):
    """One certificate: its frozen facts, where its PDF stands, where it is verified."""

    holder_name = serializers.CharField(source="payload.holder_name")
    course_title = serializers.CharField(source="payload.course_title")
    version_number = serializers.IntegerField(source="payload.version_number")
    completed_on = serializers.DateField(source="payload.completed_on")
    code = serializers.SerializerMethodField()
    standing = serializers.SerializerMethodField()
    verify_url = serializers.SerializerMethodField()
    pdf_url = serializers.SerializerMethodField()

    class Meta:
        model = Certificate
        fields: ClassVar = [
            "uuid", "holder_name", "course_title", "version_number", "language", "completed_on",
            "issued_at", "expires_on", "standing", "state", "ready_at", "pdf_sha256", "pdf_bytes",
            "code", "verify_url", "pdf_url",
        ]  # fmt: skip

    def get_code(self, certificate: Certificate) -> str:
        """Return the code in groups of four."""
        return codes.display(certificate.code)

    def get_standing(self, certificate: Certificate) -> str:
        """Return valid, expired, revoked or replaced."""
        viewer = viewer_of(self.context["request"])
        return certificate.standing(on=viewer.on).value

    def get_verify_url(self, certificate: Certificate) -> str:
        """Return the address of the public page."""
        return settings.SITE_URL + reverse("certificates:verify", args=[certificate.code])

    def get_pdf_url(self, certificate: Certificate) -> str | None:
        """Return the address of the PDF once it is there."""
        if certificate.state != Certificate.State.READY:
            return None
        return settings.SITE_URL + reverse("certificates:download", args=[certificate.uuid])


def _mine(request: Any) -> QuerySet[Certificate]:
    return selectors.mine(viewer_of(request))


class MyCertificates(ListAPIView[Certificate]):
    """List my certificates, the latest first."""

    access = Permission.LEARN
    serializer_class = CertificateOutput
    queryset = Certificate.objects.none()  # what the schema is generated from

    def get_queryset(self) -> QuerySet[Certificate]:
        """Return the caller's own."""
        return _mine(self.request)


class MyCertificate(RetrieveAPIView[Certificate]):
    """Show one of my certificates."""

    access = Permission.LEARN
    serializer_class = CertificateOutput
    queryset = Certificate.objects.none()
    lookup_field = "uuid"

    def get_queryset(self) -> QuerySet[Certificate]:
        """Return the caller's own."""
        return _mine(self.request)
