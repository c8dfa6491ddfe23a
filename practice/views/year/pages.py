"""The overview of the practice year, and the buttons that stand on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from common.clock import now
from common.errors import DomainError
from enrollments.selectors import Study, my_studies
from people.access import ViewerRequest, requires
from people.roles import Permission
from practice.selectors.own_call.mine import monthly_offer
from practice.selectors.year.decks import has_deck
from practice.selectors.year.mine import Practice, my_practice
from practice.selectors.year.rows import keeps_anything
from practice.selectors.year.skills import weakest_skill
from practice.services.year.join import join as join_service
from practice.services.year.join import leave as leave_service
from practice.services.year.start_afresh import start_afresh
from practice.views.year.ahead import ahead_of
from practice.views.year.words import SKILL_WORDS, minutes_of

DAYS_AHEAD = 14


@require_safe
@requires(Permission.LEARN)
def home(request: ViewerRequest) -> HttpResponse:
    """Show what waits today and what comes; to who does not take part, what it would be."""
    studies = my_studies(request.viewer)
    practice = my_practice(request.viewer.user, studies)
    if practice is None:
        keeps = keeps_anything(request.viewer.user)
        context = {"has_deck": has_deck(studies), "keeps_anything": keeps}
        return render(request, "practice/year/join.html", context)
    return render(request, "practice/year/home.html", _overview(request, practice, studies))


def _overview(
    request: ViewerRequest, practice: Practice, studies: Sequence[Study]
) -> dict[str, Any]:
    year, user = practice.year, request.viewer.user
    slipped = weakest_skill(user, at=year.at)
    planned = [one for one in year.boosters if one.state == "planned"]
    return {
        "practice": practice,
        "year": year,
        "minutes": minutes_of(len(practice.asked)),
        "ahead": ahead_of(practice.ahead(days=DAYS_AHEAD), highest=year.limits.daily),
        "is_piled_up": year.late(practice.cards) > year.limits.daily,
        "slipped": slipped,
        "slipped_words": SKILL_WORDS.get(slipped.skill, slipped.skill) if slipped else "",
        "due_boosters": year.due_boosters(),
        "next_booster": next((one for one in planned if one.due_on > year.today), None),
        "due_questions": year.due_questions(),
        "own_call": None if year.is_day_off else monthly_offer(user, studies, at=year.at),
    }


@require_POST
@requires(Permission.LEARN)
def join(request: ViewerRequest) -> HttpResponse:
    """Take part."""
    try:
        join_service(by=request.viewer.user, at=now())
    except DomainError as refused:
        messages.warning(request, refused.message)
    return redirect("practice:year")


@require_POST
@requires(Permission.LEARN)
def leave(request: ViewerRequest) -> HttpResponse:
    """Stop taking part."""
    leave_service(by=request.viewer.user, at=now())
    messages.info(request, _("You have left the practice year. Nothing is asked any more."))
    return redirect("practice:year")


@require_POST
@requires(Permission.LEARN)
def fresh_start(request: ViewerRequest) -> HttpResponse:
    """Spread what has waited."""
    try:
        start_afresh(by=request.viewer.user, at=now())
        messages.info(request, _("A fresh start: nothing is late, and no day holds too much."))
    except DomainError as refused:
        messages.warning(request, refused.message)
    return redirect("practice:year")
