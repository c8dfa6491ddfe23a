"""Pages of this app, by what is practiced."""

from __future__ import annotations

from django.urls import include, path

from practice.views.method import method

app_name = "practice"

urlpatterns = [
    path("practice/method/", method, name="method"),
    path("", include("practice.addresses.runs")),
    path("", include("practice.addresses.listening")),
    path("", include("practice.addresses.private")),
    path("", include("practice.addresses.own_call")),
    path("", include("practice.addresses.live")),
    path("my/year/", include("practice.addresses.year")),
]
