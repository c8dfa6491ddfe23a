"""Endpoints of this app under /api/v1/."""

from __future__ import annotations

from django.urls import path

from certificates.api.certificates import MyCertificate, MyCertificates

urlpatterns = [
    path("my/certificates/", MyCertificates.as_view(), name="my-certificates"),
    path("my/certificates/<uuid:uuid>/", MyCertificate.as_view(), name="my-certificate"),
]
