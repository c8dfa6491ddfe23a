"""Pages of this app, under /studio/."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from studio.views import changes, courses, lessons, maps, packages, publishing
from studio.views.scenes import attempts, graph, listing, moving, trying

app_name = "studio"

scene: list[URLPattern | URLResolver] = [
    path("", graph.scene, name="scene"),
    path("try/", trying.play, name="scene-try"),
    path("attempts/", attempts.page, name="scene-attempts"),
    path("attempts.csv", attempts.download, name="scene-attempts-csv"),
    path("export/", moving.give, name="scene-export"),
    path("scene.twee", moving.twee, name="scene-twee"),
    path("script/", moving.on_paper, name="scene-script"),
]
package: list[URLPattern | URLResolver] = [
    path("", packages.show, name="package"),
    path("lessons/<slug:key>/", lessons.lesson, name="lesson"),
    path("job-aids/<slug:key>/", lessons.job_aid, name="job-aid"),
    path("pictures/<path:name>", packages.picture, name="picture"),
    path("map/", maps.package, name="package-map"),
    path("changes/", changes.package, name="package-changes"),
    path("publish/", publishing.publish, name="publish"),
    path("scenarios/", listing.scenes, name="scenes"),
    path("scenarios/<slug:scene>/", include(scene)),
]
course = [
    path("", courses.show, name="course"),
    path("map/", maps.course, name="course-map"),
    path("changes/", changes.versions, name="changes"),
]

urlpatterns = [
    path("", packages.index, name="index"),
    path("scenarios/import/", moving.bring, name="scene-import"),
    path("packages/<slug:slug>/", include(package)),
    path("courses/<slug:slug>/", include(course)),
]
