"""Endpoints of this app under /api/v1/."""

from __future__ import annotations

from django.urls import URLPattern, path

from curricula.api.assignments import Assignments

urlpatterns: list[URLPattern] = [
    path("assignments/", Assignments.as_view(), name="assignments"),
]
