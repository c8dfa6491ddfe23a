"""Two peers read a reply: asked by its owner's act, from another department, without names."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from common.errors import Conflict, InvalidInput
from people.models import Department, User
from practice.models import PeerAsk, PeerRating, Try
from practice.models.listening import PEERS
from practice.services.listening.steps import LEVELS


class NotToBeRated(Conflict):
    """It was taken back, rated by two others, or is not theirs to rate."""

    def __init__(self) -> None:
        super().__init__(_("This text is not open for a rating any more."))


@transaction.atomic
def ask_peers(*, own_try: Try, department: Department | None, by: User, at: datetime) -> PeerAsk:
    """Let two peers read a reply; asked twice it is one ask. A withdrawn one stays withdrawn."""
    if own_try.learner_id != by.pk or not own_try.is_written or own_try.answer is None:
        raise Conflict(_("There is no reply to share here."))
    if own_try.state != Try.State.SHOWN:
        raise Conflict(_("Rate your reply first; then you can share it."))
    if department is None:
        raise Conflict(_("You have no department today, so nobody counts as from another one."))
    found, _made = PeerAsk.objects.get_or_create(
        own_try=own_try, defaults={"department": department, "asked_at": at}
    )
    return found


@transaction.atomic
def take_back(*, own_try: Try, by: User, at: datetime) -> bool:
    """Take a reply back from one's peers. Returns whether this call did."""
    rows = PeerAsk.objects.filter(own_try=own_try, own_try__learner=by, withdrawn_at__isnull=True)
    return bool(rows.update(withdrawn_at=at))


@transaction.atomic
def rate_for_peer(
    *, ask: PeerAsk, rating: int, department: Department | None, by: User, at: datetime
) -> PeerRating:
    """Keep a peer's rating in the first free of two seats; the first word of a peer stands."""
    if rating not in LEVELS:
        raise InvalidInput(_("Please choose one of the four."), field="rating")
    held = PeerAsk.objects.select_for_update(of=("self",)).filter(
        pk=ask.pk, withdrawn_at__isnull=True
    )
    if department is None or not held.exists():
        raise NotToBeRated
    given = list(PeerRating.objects.filter(ask=ask))
    for found in given:
        if found.rater_id == by.pk:
            return found
    if len(given) >= PEERS:
        raise NotToBeRated
    try:
        with transaction.atomic():
            return PeerRating.objects.create(
                ask=ask, seat=len(given) + 1, rater=by, department=department, rating=rating,
                rated_at=at,
            )  # fmt: skip
    except IntegrityError as refused:  # the trigger: one's own reply, or one's own department
        raise NotToBeRated from refused
