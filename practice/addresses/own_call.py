"""Places of one's own calls: begun from their lesson, everything else below /my/calls/."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from practice.views.own_call import after, check, lesson, mine, seats, write

call = [
    path("", mine.go_on, name="own-call"),
    path("write/<slug:step>/", write.write, name="own-call-write"),
    path("check/", check.check, name="own-call-check"),
    path("change/", check.change, name="own-call-change"),
    path("hear/", seats.hear, name="own-call-hear"),
    path("play/", seats.play, name="own-call-play"),
    path("after/", after.after, name="own-call-after"),
    path("script/", mine.script, name="own-call-script"),
    path("delete/", mine.delete, name="own-call-delete"),
]

mine_urls: list[URLPattern | URLResolver] = [
    path("", mine.calls, name="own-calls"),
    path("export.json", mine.export_json, name="own-calls-export-json"),
    path("export.txt", mine.export_text, name="own-calls-export-text"),
    path("<uuid:call>/", include(call)),
]

urlpatterns = [
    path("learn/<uuid:enrollment>/lessons/<slug:key>/calls/", lesson.begin, name="own-call-begin"),
    path("my/calls/", include(mine_urls)),
]
