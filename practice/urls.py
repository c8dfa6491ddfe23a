"""Pages of this app."""

from __future__ import annotations

from django.urls import path

from practice.views.method import method

app_name = "practice"

urlpatterns = [path("practice/method/", method, name="method")]
