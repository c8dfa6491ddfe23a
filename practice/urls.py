"""Pages of this app, by what is practiced."""

from __future__ import annotations

from django.urls import include, path

from practice.views.method import method

app_name = "practice"

urlpatterns = [
    path("practice/method/", method, name="method"),
    path("", include("practice.runs_urls")),
    path("", include("practice.listening_urls")),
    path("", include("practice.private_urls")),
    path("my/year/", include("practice.year_urls")),
]
