"""A round, as the role in it sees it. What is refused keeps what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from common.clock import now
from common.errors import DomainError
from enrollments.player import render_lesson
from people.access import ViewerRequest, requires
from people.roles import Permission
from practice.live.card import BEHAVIORS, LEVEL_NAMES, Mark, marks_of
from practice.live.roles import ABOUT, LABELS, OBSERVER, keeps_card
from practice.models import LiveSession
from practice.selectors.live import Seat, steps_of
from practice.selectors.runs.mine import comfort_of
from practice.services.live.go import WentOn, go_on, stop
from practice.services.live.keep import keep_card
from practice.services.private.revisions import ChangedElsewhere
from practice.views.live.places import CLOCK, ON, Place, place_of
from practice.views.private.sent import revision_of
from practice.views.runs.fields import text_in, whole_number


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LEARN)
def round_page(request: ViewerRequest, enrollment: UUID, key: str, session: UUID) -> HttpResponse:
    """Show the round that the session stands at; keep its card, go on, or stop."""
    place = place_of(request, enrollment, key, session)
    if request.method != "POST":
        return _page(request, place) if place.is_open else HttpResponseRedirect(place.debrief)
    try:
        return _take(request, place)
    except WentOn as refused:
        messages.warning(request, refused.message)
        return HttpResponseRedirect(place.round)
    except DomainError as refused:
        return _page(request, place, refused=refused)


def _take(request: ViewerRequest, place: Place) -> HttpResponse:
    wish, user = text_in(request.POST, "go"), request.viewer.user
    row, enrollment = place.session.row, place.context.enrollment
    if wish == "stop":  # always works: a card that cannot be kept does not hold anybody back
        with suppress(DomainError):
            _keep(request, place)
        stop(session=row, enrollment=enrollment, by=user, at=now())
        return HttpResponseRedirect(place.debrief)
    seen = whole_number(request.POST, "round", required=True) or 0
    is_kept = _keep(request, place, must=wish == "keep" and place.is_open)
    if wish == "keep" or wish in CLOCK or not place.is_open:
        if is_kept:
            messages.info(request, _("Kept, for you alone."))
        elif wish == "keep" and place.is_open:
            raise WentOn
        return HttpResponseRedirect(place.round if place.is_open else place.debrief)
    now_at = go_on(session=row, seen=seen, enrollment=enrollment, by=user, at=now())
    is_over = now_at.state != LiveSession.State.OPEN
    return HttpResponseRedirect(place.debrief if is_over else place.round)


def _keep(request: ViewerRequest, place: Place, *, must: bool = False) -> bool:
    """Keep the card that came with a form, for the round that it was made for.

    An untouched card is none, unless somebody asks to keep it; least of all does it replace one
    that does not open at the moment.
    """
    number = whole_number(request.POST, "round", required=True) or 0
    seats = [seat for seat in place.session.seats if seat.row.ordinal == number]
    if not seats or not keeps_card(seats[0].row.role, place.live["who"]):
        return False
    marks = _marks(request.POST, number)
    is_blank = all(mark.is_empty for mark in marks.values())
    card = seats[0].card
    if is_blank and not must and (card is None or not card.is_readable):
        return False
    keep_card(
        of=seats[0].row, marks=marks, seen=revision_of(request), by=request.viewer.user, at=now()
    )
    return True


def _marks(sent: QueryDict, number: int) -> dict[str, Mark]:
    """Return what was marked; fields carry the round, so that no browser fills in another's."""
    return {
        one.key: Mark(
            level=whole_number(sent, f"level-{number}-{one.key}"),
            words=text_in(sent, f"words-{number}-{one.key}"),
        )
        for one in BEHAVIORS
    }


def _page(
    request: ViewerRequest, place: Place, *, refused: DomainError | None = None
) -> HttpResponse:
    live, seat = place.live, _seat(request, place) if refused else place.session.seat
    number, role = seat.row.ordinal, seat.row.role
    this = live["rounds"][number - 1]
    extra: dict[str, Any] = {
        "place": place,
        "live": live,
        "number": number,
        "rounds": len(live["rounds"]),
        "this": this,
        "role": role,
        "role_label": LABELS[role],
        "role_about": ABOUT[role],
        "doing": live["roles"][role],
        "steps": steps_of(live),
        "timer": _timer(request, place),
        "refused": refused,
    }
    if keeps_card(role, live["who"]):
        extra |= _card(request, place, seat, refused) | {"is_observer": role == OBSERVER}
    response = render_lesson(request, "practice/live/round.html", place.context, extra)
    response.status_code = refused.status if refused else 200
    return response


def _seat(request: ViewerRequest, place: Place) -> Seat:
    """Return the round that a refused page was made for: what was typed in it stays there."""
    sent = request.POST.get("round", "")
    rounds = (seat for seat in place.session.seats if str(seat.row.ordinal) == sent)
    return next(rounds, place.session.seat)


def _timer(request: ViewerRequest, place: Place) -> bool:
    if place.timer:
        return place.timer == ON
    return comfort_of(request.viewer.user.pk).shows_timer


def _card(
    request: ViewerRequest, place: Place, seat: Seat, refused: DomainError | None
) -> dict[str, Any]:
    """Return the card's lines as they are kept, or as they were typed and refused."""
    kept = seat.card
    marks: Mapping[str, Mark] = kept.marks if kept else {}
    revision, stored = (kept.revision if kept else 0), {}
    if refused is not None:
        with suppress(DomainError):
            marks = _marks(request.POST, seat.row.ordinal)
    if isinstance(refused, ChangedElsewhere):
        revision, stored = refused.revision, marks_of(refused.stored)
    lines = [
        {"behavior": one, "mark": marks.get(one.key, Mark()), "stored": stored.get(one.key),
         "levels": list(zip(LEVEL_NAMES.items(), one.levels, strict=True))}
        for one in BEHAVIORS if one.key in place.live["behaviors"]
    ]  # fmt: skip
    is_lost = kept is not None and not kept.is_readable
    return {"lines": lines, "revision": revision, "is_lost": is_lost}
