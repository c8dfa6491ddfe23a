"""A booster: one scene, one paraphrase, one thought. Nothing of it is stored but that it was."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from common.clock import now
from common.errors import DomainError
from enrollments.selectors import my_studies
from people.access import ViewerRequest, requires
from people.roles import Permission
from practice.models import Booster
from practice.selectors.year.decks import DeckCard, cards_of
from practice.selectors.year.rows import my_booster
from practice.selectors.year.scenes import scene_for
from practice.selectors.year.self_checks import my_self_checks, slipped_in
from practice.selectors.year.skills import weakest_skill
from practice.services.year.finish_booster import finish_booster
from practice.spacing.skills import SKILLS
from practice.spacing.variants import shuffled
from practice.views.year.shown import choices_of
from practice.views.year.words import ANY_THOUGHT, SKILL_WORDS, THOUGHTS


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LEARN)
def booster(request: ViewerRequest, booster: UUID) -> HttpResponse:
    """Show a booster that has come, or say that it was done; before its day it only says when."""
    row = my_booster(request.viewer.user, booster)
    if request.method == "POST":
        return _finish(request, row)
    at = row.read_at
    if row.due_on > at.astimezone(request.viewer.user.zone()).date():
        return render(request, "practice/year/boosters/booster_later.html", {"booster": row})
    skill = row.skill
    if row.state == Booster.State.PLANNED:
        slipped = weakest_skill(request.viewer.user, at=at)
        skill = slipped.skill if slipped else slipped_in(my_self_checks(request.viewer.user))
    return render(request, "practice/year/boosters/booster.html", _context(request, row, skill))


def _finish(request: ViewerRequest, row: Booster) -> HttpResponse:
    skill = request.POST.get("skill", "")
    try:
        finish_booster(
            booster=row, was_done="leave_out" not in request.POST,
            skill=skill if skill in SKILLS else "", by=request.viewer.user, at=now(),
        )  # fmt: skip
        messages.info(request, _("Noted. Nobody but you sees it."))
    except DomainError as refused:
        messages.info(request, refused.message)
    return redirect("practice:year")


def _context(request: ViewerRequest, row: Booster, skill: str) -> dict[str, Any]:
    studies = my_studies(request.viewer)
    mine = [card for card in cards_of(studies).values() if card.course_id == row.course_id]
    mine = [card for card in mine if card.is_open]
    scene = _one(mine, "pick", skill, seed=row.pk + row.day)
    rewrite = _one(mine, "rewrite", skill, seed=row.pk + row.day + 1)
    return {
        "booster": row,
        "is_planned": row.state == Booster.State.PLANNED,
        "skill": skill,
        "skill_words": SKILL_WORDS.get(skill, ""),
        "thought": THOUGHTS.get(skill, ANY_THOUGHT),
        "played": scene_for(skill, studies) if skill else None,
        "scene": scene,
        "choices": choices_of(scene[1], seed=row.pk) if scene else [],
        "rewrite": rewrite,
    }


def _one(
    cards: Iterable[DeckCard], kind: str, skill: str, *, seed: int
) -> tuple[DeckCard, dict[str, Any]] | None:
    """Return a card's variant of that kind on the skill; on any other where there is none."""
    found = {
        f"{card.id}/{variant['id']}": (card, variant)
        for card in cards
        for variant in card.variants
        if variant["type"] == kind
    }
    fitting = [name for name, (card, _) in found.items() if card.skill == skill] or list(found)
    return found[shuffled(fitting, seed=seed, nth=0)[0]] if fitting else None
