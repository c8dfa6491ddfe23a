"""Pages of listening exercises: in the player under /learn/, one's own under /my/listening/."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from practice.views.listening import exercise, mine, peers, tries

of_try = [
    path("", tries.shown, name="listening-try"),
    path("rating/", tries.rate, name="listening-rate"),
    path("objections/", tries.object_, name="listening-object"),
    path("peers/", tries.share, name="listening-share"),
    path("removal/", tries.delete, name="listening-delete"),
]

of_exercise: list[URLPattern | URLResolver] = [
    path("", exercise.exercise, name="listening-exercise"),
    path("tries/<uuid:own_try>/", include(of_try)),
]

own = [
    path("", mine.mine, name="listening-mine"),
    path("tries.json", mine.export, name="listening-export"),
    path("removal/", mine.delete_all, name="listening-delete-all"),
    path("for-others/", peers.waiting, name="listening-peers"),
    path("for-others/<uuid:ask>/", peers.rate, name="listening-peer-rating"),
]

urlpatterns = [
    path(
        "learn/<uuid:enrollment>/lessons/<slug:key>/exercises/<slug:exercise>/",
        include(of_exercise),
    ),
    path("my/listening/", include(own)),
]
