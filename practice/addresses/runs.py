"""Places of role-plays: scenes below their lessons, runs and everything of one's own below /my/."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from practice.views.runs import after, briefing, leave, mine, reading, seat, stage

run = [
    path("", stage.stage, name="stage"),
    path("before/", stage.prepare, name="prepare"),
    path("turns/", stage.turn, name="turn"),
    path("pause/", leave.pause, name="pause"),
    path("step-out/", leave.step_out_of, name="step-out"),
    path("grounding/", leave.grounding, name="grounding"),
    path("debrief/", after.debrief, name="debrief"),
    path("seat/", seat.seat, name="seat"),
    path("retry/", after.retry, name="retry"),
    path("delete/", mine.delete, name="delete"),
]

mine_urls: list[URLPattern | URLResolver] = [
    path("", mine.mine, name="mine"),
    path("comfort/", mine.comfort, name="comfort"),
    path("pace-off/", mine.pace_off, name="pace-off"),
    path("export.json", mine.export_json, name="export-json"),
    path("export.xapi.json", mine.export_xapi, name="export-xapi"),
    path("export.txt", mine.export_text, name="export-text"),
    path("<uuid:run>/", include(run)),
]

lesson = [
    path("runs/", briefing.start, name="start"),
    path("reading/", reading.reading, name="reading"),
]

urlpatterns = [
    path("learn/<uuid:enrollment>/lessons/<slug:key>/", include(lesson)),
    path("my/practice/", include(mine_urls)),
]
