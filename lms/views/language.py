"""The choice of a language: kept in the account, before signing in by the browser."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from common.clock import now
from common.errors import InvalidInput
from people.access import public
from people.languages import known, remember
from people.models import User
from people.services.choose_language import choose_language


@public("everybody chooses a language to read in, also before signing in")
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Keep the choice and lead back to the page."""
    language = request.POST.get("language", "")
    response = redirect(_way_back(request))
    try:
        if isinstance(request.user, User) or request.user.is_authenticated:
            choose_language(language=language, by=request.user, at=now())
        else:
            remember(response, _known(language))
    except InvalidInput as refused:
        raise BadRequest(refused.message) from refused
    return response


def _known(language: str) -> str:
    chosen = known(language)
    if chosen is None:
        raise InvalidInput(_("This language is not available here."), field="language")
    return chosen


def _way_back(request: HttpRequest) -> str:
    """Return where the switch was pressed, if that is a page of ours."""
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts=None, require_https=settings.IS_PRODUCTION
    )
    return wanted if is_ours and wanted.startswith("/") and wanted.isprintable() else "/"
