"""Pages of this app."""

from __future__ import annotations

from django.urls import URLPattern, path

from curricula.views import assign, curricula_list, follow, rule, team

app_name = "curricula"

urlpatterns: list[URLPattern] = [
    path("hr/curricula/", curricula_list.curricula_list, name="list"),
    path("hr/curricula/<slug:slug>/assign/", assign.assign_page, name="assign"),
    path("hr/assignments/<uuid:uuid>/", rule.assigned, name="assigned"),
    path("hr/assignments/<uuid:uuid>/undo/", rule.undo_rule, name="undo"),
    path("hr/follow/", follow.follow, name="follow"),
    path("team/", team.team, name="team"),
]
