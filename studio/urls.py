"""Pages of this app, under /studio/."""

from __future__ import annotations

from django.urls import include, path

from studio.views import changes, courses, lessons, maps, packages, publishing

app_name = "studio"

package = [
    path("", packages.show, name="package"),
    path("lessons/<slug:key>/", lessons.lesson, name="lesson"),
    path("job-aids/<slug:key>/", lessons.job_aid, name="job-aid"),
    path("pictures/<path:name>", packages.picture, name="picture"),
    path("map/", maps.package, name="package-map"),
    path("changes/", changes.package, name="package-changes"),
    path("publish/", publishing.publish, name="publish"),
]
course = [
    path("", courses.show, name="course"),
    path("map/", maps.course, name="course-map"),
    path("changes/", changes.versions, name="changes"),
]

urlpatterns = [
    path("", packages.index, name="index"),
    path("packages/<slug:slug>/", include(package)),
    path("courses/<slug:slug>/", include(course)),
]
