"""Pages of this app."""

from __future__ import annotations

from django.urls import include, path

from practice.views.method import method

app_name = "practice"

urlpatterns = [
    path("practice/method/", method, name="method"),
    path("", include("practice.private_urls")),
]
