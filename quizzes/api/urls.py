"""Endpoints of this app under /api/v1/."""

from __future__ import annotations

from django.urls import path

from quizzes.api import attempts, exceptions, statistics

urlpatterns = [
    path("my/quiz-attempts/", attempts.QuizAttempts.as_view(), name="quiz-attempts"),
    path("my/quiz-attempts/<uuid:attempt>/", attempts.QuizAttempt.as_view(), name="quiz-attempt"),
    path(
        "my/quiz-attempts/<uuid:attempt>/answers/<int:place>/",
        attempts.QuizAnswer.as_view(),
        name="quiz-answer",
    ),
    path(
        "my/quiz-attempts/<uuid:attempt>/submission/",
        attempts.QuizSubmission.as_view(),
        name="quiz-submission",
    ),
    path(
        "my/quiz-attempts/<uuid:attempt>/result/",
        attempts.QuizResult.as_view(),
        name="quiz-result",
    ),
    path(
        "people/<uuid:person_uuid>/quiz-exceptions/",
        exceptions.QuizExceptions.as_view(),
        name="quiz-exceptions",
    ),
    path(
        "people/<uuid:person_uuid>/extra-time/", exceptions.ExtraTimes.as_view(), name="extra-time"
    ),
    path(
        "courses/<slug:slug>/quizzes/<slug:key>/statistics/",
        statistics.QuizStatisticsView.as_view(),
        name="quiz-statistics",
    ),
]
