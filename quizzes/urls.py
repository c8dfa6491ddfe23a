"""Pages of this app: attempts under /learn/, exceptions under /people/, authors under /studio/."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from quizzes.views import exceptions, intro, question, result, submit
from quizzes.views.authors import regrade, statistics

app_name = "quizzes"

attempt = [
    path("<int:place>/", question.question, name="question"),
    path("<int:place>/save/", question.save, name="save"),
    path("submit/", submit.submit, name="submit"),
    path("result/", result.result, name="result"),
]

attempts: list[URLPattern | URLResolver] = [
    path("<uuid:enrollment>/lessons/<slug:key>/attempts/", intro.start, name="start"),
    path("<uuid:enrollment>/lessons/<slug:key>/attempts/<uuid:attempt>/", include(attempt)),
]

studio = [
    path("statistics/", statistics.page, name="statistics"),
    path("statistics/<slug:part>.csv", statistics.download, name="statistics-csv"),
    path("regrade/", regrade.page, name="regrade"),
]

of_person = [
    path("quizzes/", exceptions.quizzes_of_person, name="of-person"),
    path("quizzes/<uuid:enrollment>/<slug:key>/", exceptions.make_exception, name="exception"),
    path("extra-time/", exceptions.extra_time, name="extra-time"),
]

urlpatterns = [
    path("learn/", include(attempts)),
    path("people/<uuid:person_uuid>/", include(of_person)),
    path("studio/courses/<slug:slug>/quizzes/<slug:key>/", include(studio)),
]
