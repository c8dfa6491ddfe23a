"""Endpoints of this app under /api/v1/."""

from __future__ import annotations

from django.urls import path

from practice.api import after, runs

urlpatterns = [
    path("my/role-play-runs/", runs.RoleplayRuns.as_view(), name="roleplay-runs"),
    path("my/role-play-runs/<uuid:run>/", runs.RoleplayRun.as_view(), name="roleplay-run"),
    path(
        "my/role-play-runs/<uuid:run>/before/",
        runs.RoleplayBefore.as_view(),
        name="roleplay-before",
    ),
    path(
        "my/role-play-runs/<uuid:run>/turns/", runs.RoleplayTurns.as_view(), name="roleplay-turns"
    ),
    path(
        "my/role-play-runs/<uuid:run>/step-out/",
        runs.RoleplayStepOut.as_view(),
        name="roleplay-step-out",
    ),
    path(
        "my/role-play-runs/<uuid:run>/debrief/",
        after.RoleplayDebrief.as_view(),
        name="roleplay-debrief",
    ),
    path(
        "my/role-play-runs/<uuid:run>/retries/",
        after.RoleplayRetries.as_view(),
        name="roleplay-retries",
    ),
    path(
        "my/role-play-transcripts/",
        after.RoleplayTranscripts.as_view(),
        name="roleplay-transcripts",
    ),
]
