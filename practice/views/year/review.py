"""One refresher a page: shown, answered, and what the answer does to the customer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from common.errors import DomainError, InvalidInput
from enrollments.selectors import my_studies
from people.access import ViewerRequest, requires
from people.roles import Permission
from practice.models import ReviewLog
from practice.selectors.year.decks import DeckCard
from practice.selectors.year.mine import Practice, my_practice, seed_of
from practice.selectors.year.rows import my_review
from practice.services.year.answer_review import Answer, answer_review
from practice.spacing.rating import has_slipped
from practice.views.year.shown import choices_of


@require_safe
@requires(Permission.LEARN)
def next_card(request: ViewerRequest) -> HttpResponse:
    """Show the first card of today, or go to the overview when there is none."""
    practice = my_practice(request.viewer.user, my_studies(request.viewer))
    if practice is None or not practice.asked:
        return redirect("practice:year")
    return _page(request, practice, practice.asked[0])


def _page(
    request: ViewerRequest, practice: Practice, card: DeckCard, *, refused: str = ""
) -> HttpResponse:
    learner = request.viewer.user
    variant_id, seen = practice.year.variant_of(card, learner=learner)
    variant = card.variant(variant_id)
    assert variant is not None
    done = practice.year.done.total
    context: dict[str, Any] = {
        "card": card, "variant": variant, "seen": seen, "refused": refused,
        "choices": choices_of(variant, seed=seed_of(learner, card) + seen),
        "place": done + 1, "total": done + len(practice.asked),
    }  # fmt: skip
    return render(
        request, "practice/year/reviews/review.html", context, status=400 if refused else 200
    )


@require_POST
@requires(Permission.LEARN)
def answer(request: ViewerRequest, slug: str, card: str) -> HttpResponse:
    """Take an answer in; twice is once. What cannot be used is said on the same page."""
    practice = my_practice(request.viewer.user, my_studies(request.viewer))
    if practice is None:
        raise Http404
    found = next((c for c in practice.cards.values() if (c.slug, c.id) == (slug, card)), None)
    if found is None:
        raise Http404
    try:
        given = _read(request)
        log = answer_review(by=request.viewer.user, card=found, answer=given, at=practice.year.at)
    except InvalidInput as refused:
        return _page(request, practice, found, refused=refused.message)
    except DomainError as refused:
        messages.info(request, refused.message)
        return redirect("practice:year")
    return redirect("practice:year-reviewed", review=log.uuid)


def _read(request: ViewerRequest) -> Answer:
    """Return what the form says; raises InvalidInput for what is no answer."""
    try:
        choice, seen = int(request.POST["choice"]), int(request.POST["seen"])
    except (KeyError, ValueError) as error:
        raise InvalidInput(_("Please choose one of the answers."), field="choice") from error
    return Answer(
        variant=request.POST.get("variant", "")[:20], choice=choice, seen=seen,
        is_sure="sure" in request.POST,
    )  # fmt: skip


@require_safe
@requires(Permission.LEARN)
def reviewed(request: ViewerRequest, review: UUID) -> HttpResponse:
    """Show what an answer does, what the others would do, and when the card comes again."""
    log = my_review(request.viewer.user, review)
    practice = my_practice(request.viewer.user, my_studies(request.viewer))
    card = practice.cards.get((log.card.course_id, log.card.card)) if practice else None
    variant = card.variant(log.variant) if card else None
    if practice is None or card is None or variant is None:
        return redirect("practice:year")  # the card is in no course of theirs any more
    return render(
        request, "practice/year/reviews/reviewed.html", _feedback(practice, card, variant, log)
    )


def _feedback(
    practice: Practice, card: DeckCard, variant: dict[str, Any], log: ReviewLog
) -> dict[str, Any]:
    choices = choices_of(variant, seed=log.card.seed + log.ordinal - 1)
    chosen = next((one for one in choices if one.number == log.choice), None)
    return {
        "card": card,
        "variant": variant,
        "chosen": chosen,
        "others": [one for one in choices if one.number != log.choice],
        "is_sure": log.is_sure,
        "has_slipped": has_slipped(log.rating),
        "again_on": log.card.due_on,
        "practice": practice,
        "left": len(practice.asked),
    }
