"""Pages of this app: attempts under /learn/, authors' pages of a quiz under /studio/."""

from __future__ import annotations

from django.urls import include, path

from quizzes.views import intro, question, regrade, result, statistics, submit

app_name = "quizzes"

attempt = [
    path("<int:place>/", question.question, name="question"),
    path("<int:place>/save/", question.save, name="save"),
    path("submit/", submit.submit, name="submit"),
    path("result/", result.result, name="result"),
]

studio = [
    path("statistics/", statistics.page, name="statistics"),
    path("statistics/<slug:part>.csv", statistics.download, name="statistics-csv"),
    path("regrade/", regrade.page, name="regrade"),
]

urlpatterns = [
    path("learn/<uuid:enrollment>/lessons/<slug:key>/attempts/", intro.start, name="start"),
    path("learn/<uuid:enrollment>/lessons/<slug:key>/attempts/<uuid:attempt>/", include(attempt)),
    path("studio/courses/<slug:slug>/quizzes/<slug:key>/", include(studio)),
]
