"""Pages of practice with others: in the player under /learn/, one's own under /my/live/."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from practice.views.live import debrief, mine, paper, room, rounds

of_lesson: list[URLPattern | URLResolver] = [
    path("", room.begin, name="live-begin"),
    path("<uuid:session>/", rounds.round_page, name="live-round"),
    path("<uuid:session>/debrief/", debrief.debrief, name="live-debrief"),
]

own = [
    path("", mine.mine, name="live-mine"),
    path("export.json", mine.export, name="live-export"),
    path("removal/", mine.delete_all, name="live-delete-all"),
    path("<uuid:session>/removal/", mine.delete, name="live-delete"),
]

urlpatterns = [
    path("practice/observer-card/", paper.observer_card, name="observer-card"),
    path("learn/<uuid:enrollment>/lessons/<slug:key>/live/", include(of_lesson)),
    path("my/live/", include(own)),
]
