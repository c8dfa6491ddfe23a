"""Endpoints of this app under /api/v1/."""

from __future__ import annotations

from django.urls import path

from enrollments.api import my_learning

urlpatterns = [
    path("my/learning/", my_learning.MyLearning.as_view(), name="my-learning"),
    path(
        "my/enrollments/<uuid:enrollment>/",
        my_learning.MyEnrollment.as_view(),
        name="my-enrollment",
    ),
    path(
        "my/enrollments/<uuid:enrollment>/lessons/<slug:key>/completion/",
        my_learning.MyLessonCompletion.as_view(),
        name="my-lesson-completion",
    ),
]
