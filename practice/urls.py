"""Pages of this app."""

from __future__ import annotations

from django.urls import include, path

app_name = "practice"

urlpatterns = [
    path("my/year/", include("practice.year_urls")),
]
