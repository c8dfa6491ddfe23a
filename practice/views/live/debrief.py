"""The talk afterward: who begins, what to ask, what one marked, and a note for oneself."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from common.clock import now
from common.errors import DomainError
from enrollments.player import render_lesson
from people.access import ViewerRequest, requires
from people.roles import Permission
from practice.live.roles import AS_ROLE, ROLES
from practice.models import LiveSession
from practice.services.live.keep import keep_note
from practice.services.private.revisions import ChangedElsewhere
from practice.views.live.places import Place, place_of
from practice.views.live.shown import cards_of
from practice.views.private.sent import revision_of, text_of


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LEARN)
def debrief(request: ViewerRequest, enrollment: UUID, key: str, session: UUID) -> HttpResponse:
    """Show the questions and the own cards, and keep a note."""
    place = place_of(request, enrollment, key, session)
    row = place.session.row
    if row.state == LiveSession.State.OPEN:
        return HttpResponseRedirect(place.round)
    if request.method != "POST":
        return _page(request, place)
    text = text_of(request, "text")
    try:
        keep_note(
            session=row, text=text, seen=revision_of(request), by=request.viewer.user, at=now()
        )
    except DomainError as refused:
        return _page(request, place, refused=refused, typed=text)
    messages.info(request, _("Kept, for you alone."))
    return HttpResponseRedirect(place.debrief)


def _page(
    request: ViewerRequest, place: Place, *, refused: DomainError | None = None, typed: str = ""
) -> HttpResponse:
    live, note = place.live, place.session.note
    other = refused if isinstance(refused, ChangedElsewhere) else None
    extra: dict[str, Any] = {
        "place": place,
        "live": live,
        "was_stopped": place.session.row.state == LiveSession.State.LEFT,
        "asked": [(AS_ROLE[role], live["debrief"][role]) for role in ROLES[live["who"]]],
        "cards": cards_of(place.session),
        "note": note,
        "text": typed if refused else note.text if note else "",
        "revision": other.revision if other else note.revision if note else 0,
        "stored": other.stored if other else "",
        "refused": refused,
    }
    response = render_lesson(request, "practice/live/debrief.html", place.context, extra)
    response.status_code = refused.status if refused else 200
    return response
