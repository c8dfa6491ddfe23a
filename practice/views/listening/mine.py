"""All of one's own tries: to read again, to take along, to delete."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from people.access import ViewerRequest, requires
from people.roles import Permission
from practice.selectors.listening.export import exported
from practice.selectors.listening.tries import my_tries
from practice.services.listening.remove import delete_all_tries


@require_safe
@requires(Permission.LEARN)
def mine(request: ViewerRequest) -> HttpResponse:
    """Show every try of the viewer."""
    return render(request, "practice/listening/mine.html", {"tries": my_tries(request.viewer)})


@require_safe
@never_cache
@requires(Permission.LEARN)
def export(request: ViewerRequest) -> HttpResponse:
    """Send every try of the viewer, and the ratings they gave to peers, as JSON."""
    told = exported(request.viewer)
    response = JsonResponse(told, json_dumps_params={"indent": 2, "ensure_ascii": False})
    response["Content-Disposition"] = 'attachment; filename="my-listening.json"'
    return response


@require_POST
@requires(Permission.LEARN)
def delete_all(request: ViewerRequest) -> HttpResponse:
    """Delete every try of the viewer."""
    count = delete_all_tries(by=request.viewer.user)
    said = ngettext("%(count)s try deleted.", "%(count)s tries deleted.", count)
    messages.info(request, said % {"count": count})
    return HttpResponseRedirect(reverse("practice:listening-mine"))
