"""One's own sessions: to read again, to take along, to delete."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from people.access import ViewerRequest, requires
from people.roles import Permission
from practice.live.roles import LABELS
from practice.models import LiveSession
from practice.selectors.live import exported, my_sessions
from practice.services.live.remove import delete_all_sessions, delete_session
from practice.views.live.shown import cards_of


@require_safe
@requires(Permission.LEARN)
def mine(request: ViewerRequest) -> HttpResponse:
    """Show every session of the viewer, with what they kept."""
    rows = [
        {
            "session": one,
            "cards": cards_of(one),
            "roles": [LABELS[seat.row.role] for seat in one.seats],
            "is_open": one.row.state == LiveSession.State.OPEN,
        }
        for one in my_sessions(request.viewer)
    ]
    return render(request, "practice/live/mine.html", {"rows": rows})


@require_safe
@never_cache
@requires(Permission.LEARN)
def export(request: ViewerRequest) -> HttpResponse:
    """Send every session of the viewer as JSON."""
    dumps = {"indent": 2, "ensure_ascii": False}
    response = JsonResponse(exported(request.viewer), json_dumps_params=dumps)
    response["Content-Disposition"] = 'attachment; filename="my-live-practice.json"'
    return response


@require_POST
@requires(Permission.LEARN)
def delete(request: ViewerRequest, session: UUID) -> HttpResponse:
    """Delete one session with its cards and its note."""
    row = get_object_or_404(LiveSession.objects.visible_to(request.viewer), uuid=session)
    delete_session(session=row, by=request.viewer.user)
    messages.info(request, _("The session is deleted, with everything that you wrote in it."))
    return HttpResponseRedirect(reverse("practice:live-mine"))


@require_POST
@requires(Permission.LEARN)
def delete_all(request: ViewerRequest) -> HttpResponse:
    """Delete every session of the viewer."""
    count = delete_all_sessions(by=request.viewer.user)
    said = ngettext("%(count)s session deleted.", "%(count)s sessions deleted.", count)
    messages.info(request, said % {"count": count})
    return HttpResponseRedirect(reverse("practice:live-mine"))
