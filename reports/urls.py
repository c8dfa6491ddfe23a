"""Pages of this app."""

from __future__ import annotations

from django.urls import path

from reports.views import evidence, runs, trail

app_name = "reports"

urlpatterns = [
    path("", runs.index, name="list"),
    path("audit-trail/", trail.index, name="audit-trail"),
    path("people/", evidence.index, name="people"),
    path("people/<uuid:person_uuid>/", evidence.show, name="evidence"),
    path("<uuid:run_uuid>/", runs.show, name="run"),
    # A file goes by its own name, so nothing stands behind it.
    path("<uuid:run_uuid>/files/<str:name>", runs.file, name="download"),
]
