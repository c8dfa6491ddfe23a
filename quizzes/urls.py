"""Pages of this app, under /learn/."""

from __future__ import annotations

from django.urls import include, path

from quizzes.views import intro, question, result, submit

app_name = "quizzes"

attempt = [
    path("<int:place>/", question.question, name="question"),
    path("<int:place>/save/", question.save, name="save"),
    path("submit/", submit.submit, name="submit"),
    path("result/", result.result, name="result"),
]

urlpatterns = [
    path("<uuid:enrollment>/lessons/<slug:key>/attempts/", intro.start, name="start"),
    path("<uuid:enrollment>/lessons/<slug:key>/attempts/<uuid:attempt>/", include(attempt)),
]
