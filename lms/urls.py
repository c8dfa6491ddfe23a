"""All places of the product."""

from __future__ import annotations

from django.urls import include, path

from lms.views import demo, finished, gallery, home, language, probes, status, today

handler400 = "lms.views.errors.bad_request"
handler404 = "lms.views.errors.not_found"
handler500 = "lms.views.errors.server_error"

urlpatterns = [
    path("", home.home, name="home"),
    path("accounts/", include("allauth.urls")),
    path("learn/", today.today, name="today"),
    path("learn/<uuid:enrollment>/finished/", finished.finished, name="finished"),
    path("", include("enrollments.urls")),
    path("", include("quizzes.urls")),
    path("", include("practice.urls")),
    path("", include("courses.urls")),
    path("", include("curricula.urls")),
    path("", include("certificates.urls")),
    path("reports/", include("reports.urls")),
    path("studio/", include("studio.urls")),
    path("api/v1/", include("lms.api.urls")),
    path("status/", status.status, name="status"),
    path("status/outbox/<uuid:row>/retry/", status.retry, name="status-retry"),
    path("demo/", demo.sign_in_as, name="demo"),
    path("demo/<slug:key>/", demo.sign_in_as, name="demo-as"),
    path("gallery/", gallery.gallery, name="gallery"),
    path("language/", language.choose, name="language"),
    path("livez", probes.livez, name="livez"),
    path("readyz", probes.readyz, name="readyz"),
]
