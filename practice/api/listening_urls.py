"""Endpoints of listening exercises under /api/v1/."""

from __future__ import annotations

from django.urls import path

from practice.api import listening

urlpatterns = [
    path("my/listening-tries/", listening.MyListeningTries.as_view(), name="my-listening-tries"),
    path(
        "my/listening-tries/<uuid:own_try>/",
        listening.MyListeningTry.as_view(),
        name="my-listening-try",
    ),
]
