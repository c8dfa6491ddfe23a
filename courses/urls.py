"""Pages of this app."""

from __future__ import annotations

from django.urls import URLPattern, path

from courses import views

app_name = "courses"

urlpatterns: list[URLPattern] = [
    path("courses/assets/<uuid:version>/<path:name>", views.asset, name="asset"),
]
