"""Endpoints of this app under /api/v1/."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [path("", include("practice.api.listening_urls"))]
