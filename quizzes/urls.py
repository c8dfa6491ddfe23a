"""Pages of this app: the learner's under /learn/, exceptions under /people/."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from quizzes.views import exceptions, intro, question, result, submit

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

of_person = [
    path("quizzes/", exceptions.quizzes_of_person, name="of-person"),
    path("quizzes/<uuid:enrollment>/<slug:key>/", exceptions.make_exception, name="exception"),
    path("extra-time/", exceptions.extra_time, name="extra-time"),
]

urlpatterns = [
    path("learn/", include(attempts)),
    path("people/<uuid:person_uuid>/", include(of_person)),
]
