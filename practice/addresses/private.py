"""Places of what people keep for themselves."""

from __future__ import annotations

from django.urls import include, path

from practice.views.private import notes, space, triggers

space_urls = [
    path("", space.space, name="space"),
    path("export.json", space.export_json, name="space-export-json"),
    path("export.txt", space.export_text, name="space-export-text"),
    path("delete/", space.delete_all, name="space-delete"),
    path("notes/<uuid:note>/delete/", notes.delete, name="note-delete"),
    path("triggers/", triggers.add, name="trigger-add"),
    path("triggers/<uuid:entry>/", triggers.change, name="trigger-change"),
    path("triggers/<uuid:entry>/delete/", triggers.delete, name="trigger-delete"),
]

urlpatterns = [
    path(
        "learn/<uuid:enrollment>/lessons/<slug:key>/notes/<slug:prompt>/",
        notes.keep,
        name="note-keep",
    ),
    path("my/space/", include(space_urls)),
]
