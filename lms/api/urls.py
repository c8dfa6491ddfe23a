"""All endpoints under /api/v1/; each app lists its own in `<app>/api/urls.py`."""

from __future__ import annotations

from django.urls import include, path
from drf_spectacular.views import SpectacularSwaggerSplitView

from lms.api.description import Description
from people.access import public

app_name = "api"

urlpatterns = [
    path("", include("enrollments.api.urls")),
    path("", include("quizzes.api.urls")),
    path("", include("practice.api.urls")),
    path("", include("curricula.api.urls")),
    path("", include("certificates.api.urls")),
    path("", include("reports.api.urls")),
    path(
        "schema/",
        public("the description of the API holds no data")(Description.as_view()),
        name="schema",
    ),
    path(
        "",
        public("the description of the API holds no data")(
            SpectacularSwaggerSplitView.as_view(url_name="api:schema")
        ),
        name="docs",
    ),
]
