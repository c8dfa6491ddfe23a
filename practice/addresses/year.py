"""Pages of the practice year, all under /my/year/ and all the learner's own."""

from __future__ import annotations

from django.urls import path

from practice.views.year import booster, intentions, own, pages, review, self_check, settings

urlpatterns = [
    path("", pages.home, name="year"),
    path("join/", pages.join, name="year-join"),
    path("leave/", pages.leave, name="year-leave"),
    path("fresh-start/", pages.fresh_start, name="year-fresh-start"),
    path("review/", review.next_card, name="year-review"),
    path("cards/<slug:slug>/<slug:card>/", review.answer, name="year-answer"),
    path("reviews/<uuid:review>/", review.reviewed, name="year-reviewed"),
    path("boosters/<uuid:booster>/", booster.booster, name="year-booster"),
    path("intentions/", intentions.intentions, name="year-intentions"),
    path("intentions/<uuid:intention>/delete/", intentions.delete, name="year-intention-delete"),
    path("follow-ups/<uuid:follow_up>/", intentions.follow_up, name="year-follow-up"),
    path("self-check/", self_check.self_check, name="year-self-check"),
    path("self-check/delete/", self_check.delete, name="year-self-check-delete"),
    path("export/", own.export, name="year-export"),
    path("delete/", own.delete, name="year-delete"),
    path("settings/", settings.settings, name="year-settings"),
    path("reminders/", settings.reminders, name="year-reminders"),
    path("stop/<uuid:token>/", settings.stop, name="year-stop"),
]
