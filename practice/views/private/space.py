"""My space: everything somebody kept for themselves, to read, take along and delete."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from common.errors import DomainError
from people.access import ViewerRequest, requires
from people.roles import Permission
from practice.sealed.words import STOPS, TriggerLine
from practice.selectors.playing.sealed import cannot_be_opened
from practice.selectors.private import KeptNote, KeptTrigger, exported, my_space
from practice.services.private.forget import forget_all
from practice.services.private.revisions import ChangedElsewhere


@dataclass(frozen=True, kw_only=True)
class Refused:
    """A line of the map that could not be kept, as it was typed; `entry` where one was changed."""

    line: TriggerLine
    error: DomainError
    entry: UUID | None = None

    @property
    def revision(self) -> int | None:
        """Return the revision to save over, where another page was faster."""
        return self.error.revision if isinstance(self.error, ChangedElsewhere) else None


@require_safe
@requires(Permission.LEARN)
def space(request: ViewerRequest) -> HttpResponse:
    """Show what is kept."""
    return space_page(request)


def space_page(
    request: ViewerRequest, refused: Refused | None = None, *, status: int = 200
) -> HttpResponse:
    """Return the page, with a line that was refused as it was typed."""
    found = my_space(request.viewer)
    context: dict[str, Any] = {
        "space": found,
        "refused": refused,
        "new": refused.line if refused and refused.entry is None else None,
    }
    return render(request, "practice/private/space.html", context, status=status)


@require_safe
@requires(Permission.LEARN)
def export_json(request: ViewerRequest) -> HttpResponse:
    """Download everything as data."""
    body = json.dumps(exported(request.viewer), ensure_ascii=False, indent=2)
    return _file(body, "application/json", "my-space.json")


@require_safe
@requires(Permission.LEARN)
def export_text(request: ViewerRequest) -> HttpResponse:
    """Download everything as a text to read."""
    found = my_space(request.viewer)
    parts = [
        f"{one.words.lesson}\n{one.words.prompt}\n\n{one.words.text}"
        if one.is_readable
        else _closed(one)
        for one in found.notes
    ]
    parts += [
        "\n".join(stop for stop in map(asdict(one.line).get, STOPS) if stop)
        if one.is_readable
        else _closed(one)
        for one in found.triggers
    ]
    return _file("\n\n---\n\n".join(parts) + "\n", "text/plain", "my-space.txt")


def _closed(one: KeptNote | KeptTrigger) -> str:
    """Return what stands for a text whose key is not here: when it was written, and why."""
    return f"{date_format(localtime(one.changed_at))}\n\n{cannot_be_opened()}"


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LEARN)
def delete_all(request: ViewerRequest) -> HttpResponse:
    """Ask, then delete everything."""
    if request.method != "POST":
        return render(request, "practice/private/delete.html", {"space": my_space(request.viewer)})
    forget_all(by=request.user)
    messages.info(request, _("Everything in your space is deleted."))
    return redirect("practice:space")


def _file(body: str, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type=f"{kind}; charset=utf-8", headers=headers)
