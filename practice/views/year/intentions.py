"""“When …, I will …”: one's own sentences, and what became of them."""

from __future__ import annotations

import uuid as uuids
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from common.clock import now
from common.errors import DomainError
from people.access import ViewerRequest, requires
from people.roles import Permission
from practice.models import FollowUp
from practice.selectors.year.rows import (
    my_follow_up,
    my_intention,
    my_sentences,
    note_of,
    sentence_of,
)
from practice.services.year.intentions import delete_intention, write_intention
from practice.services.year.intentions import follow_up as follow_up_service
from practice.services.year.refusals import SentBefore


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LEARN)
def intentions(request: ViewerRequest) -> HttpResponse:
    """Show one's sentences, and take in a new one; what was typed stays when it is refused."""
    if request.method != "POST":
        return _page(request, {"form_uuid": uuids.uuid4()})
    typed = {"when": request.POST.get("when", ""), "then": request.POST.get("then", "")}
    form_uuid = _uuid(request.POST.get("uuid", ""))
    try:
        write_intention(uuid=form_uuid, by=request.viewer.user, at=now(), **typed)
    except DomainError as refused:
        form_uuid = uuids.uuid4() if isinstance(refused, SentBefore) else form_uuid
        more = {"form_uuid": form_uuid, "refused": refused, **typed}
        return _page(request, more, status=refused.status)
    messages.info(request, _("Kept for you alone. In a week you are asked how it went."))
    return redirect("practice:year-intentions")


def _page(request: ViewerRequest, more: dict[str, Any], *, status: int = 200) -> HttpResponse:
    context = {"sentences": my_sentences(request.viewer.user), **more}
    return render(request, "practice/year/sentences/intentions.html", context, status=status)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuids.uuid4()


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LEARN)
def follow_up(request: ViewerRequest, follow_up: UUID) -> HttpResponse:
    """Ask whether a sentence was used, and keep what is said."""
    row = my_follow_up(request.viewer.user, follow_up)
    if request.method != "POST":
        return _question(request, row)
    answer, note = request.POST.get("answer", ""), request.POST.get("note", "")
    try:
        follow_up_service(row=row, answer=answer, note=note, by=request.viewer.user, at=now())
    except DomainError as refused:
        return _question(request, row, {"refused": refused, "note": note, "answer": answer})
    return redirect("practice:year-intentions")


def _question(
    request: ViewerRequest, row: FollowUp, more: dict[str, Any] | None = None
) -> HttpResponse:
    context = {
        "row": row, "sentence": sentence_of(row.intention), "answers": FollowUp.Answer.choices,
        "kept": note_of(row), **(more or {}),
    }  # fmt: skip
    status = more["refused"].status if more else 200
    return render(request, "practice/year/sentences/follow_up.html", context, status=status)


@require_POST
@requires(Permission.LEARN)
def delete(request: ViewerRequest, intention: UUID) -> HttpResponse:
    """Take a sentence away."""
    row = my_intention(request.viewer.user, intention)
    delete_intention(intention=row, by=request.viewer.user)
    messages.info(request, _("The sentence is gone."))
    return redirect("practice:year-intentions")
