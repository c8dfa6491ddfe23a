"""The observer card on one page, to print: eight behaviors, four levels each."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from people.access import ViewerRequest, requires
from people.roles import Permission
from practice.live.card import BEHAVIORS, LEVEL_NAMES


@require_safe
@requires(Permission.LEARN)
def observer_card(request: ViewerRequest) -> HttpResponse:
    """Show the whole card."""
    lines = [
        {"name": one.name, "hear": one.hear,
         "rows": [(level, LEVEL_NAMES[level], one.levels[level - 1]) for level in LEVEL_NAMES]}
        for one in BEHAVIORS
    ]  # fmt: skip
    context = {"lines": lines, "level_names": LEVEL_NAMES}
    return render(request, "practice/live/observer_card.html", context)
