"""Pages of this app."""

from __future__ import annotations

from django.urls import path

from enrollments.views import courses, player

app_name = "enrollments"

urlpatterns = [
    path("courses/", courses.courses, name="courses"),
    path("courses/<slug:slug>/", courses.course, name="course"),
    path("courses/<slug:slug>/aids/<slug:key>/", courses.job_aid, name="job-aid"),
    path("learn/<uuid:enrollment>/", player.resume, name="resume"),
    path("learn/<uuid:enrollment>/lessons/<slug:key>/", player.lesson, name="lesson"),
    path(
        "learn/<uuid:enrollment>/lessons/<slug:key>/completion/",
        player.complete_lesson,
        name="complete-lesson",
    ),
]
