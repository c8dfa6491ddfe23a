"""Pages of this app."""

from __future__ import annotations

from django.urls import path

from certificates.views import mine, verify

app_name = "certificates"

urlpatterns = [
    path("certificates/", mine.index, name="list"),
    path("certificates/<uuid:certificate_uuid>/", mine.show, name="show"),
    path("certificates/<uuid:certificate_uuid>/pdf/", mine.pdf, name="download"),
    path("v/", verify.enter_code, name="enter-code"),
    # Everything below /v/ is a code, well-formed or not, so that all wrong ones look the same.
    path("v/<path:code>/", verify.verify, name="verify"),
]
