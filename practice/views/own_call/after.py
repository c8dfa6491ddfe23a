"""After both seats: the replies side by side, and one sentence for next time."""

from __future__ import annotations

import uuid as uuids
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from common.clock import now
from common.errors import DomainError
from people.access import ViewerRequest, requires
from people.roles import Permission
from practice.models import OwnCall
from practice.own_call.shapes import REPLIES
from practice.selectors.own_call.mine import OpenedCall, my_call
from practice.services.own_call.refusals import PointsToSomebody, WrittenElsewhere
from practice.services.own_call.seats import Sentence, keep_sentence
from practice.services.year.refusals import SentBefore
from practice.views.own_call.forms import told_of
from practice.views.own_call.words import REPLY_WORDS
from practice.views.private.sent import revision_of, text_of


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LEARN)
def after(request: ViewerRequest, call: UUID) -> HttpResponse:
    """Show what both seats said, and keep the sentence, also among one's sentences if wished."""
    found = my_call(request.viewer, call)
    if found.state != OwnCall.State.PLAYED or not found.is_readable:
        return redirect("practice:own-call", call)
    if request.method != "POST":
        return _page(request, found, {"then": found.next_time, "form_uuid": uuids.uuid4()})
    typed = {name: text_of(request, name) for name in ("then", "when")}
    form_uuid, is_kept = _uuid(request.POST.get("uuid", "")), "keep" in request.POST
    try:
        sentence = Sentence(
            then=typed["then"], when=typed["when"], intention=form_uuid if is_kept else None,
            seen=revision_of(request),
        )  # fmt: skip
        keep_sentence(call=found.row, sentence=sentence, by=request.viewer.user, at=now())
    except DomainError as refused:
        form_uuid = uuids.uuid4() if isinstance(refused, SentBefore) else form_uuid
        more = {**typed, "form_uuid": form_uuid, "is_kept": is_kept, **_told(refused)}
        return _page(request, found, more, status=refused.status)
    messages.info(
        request,
        _("Kept for you alone. In a week you are asked how it went.")
        if is_kept
        else _("Kept, for you alone."),
    )
    return redirect("practice:own-call-after", call)


def _told(refused: DomainError) -> dict[str, Any]:
    more: dict[str, Any] = {"refused": refused}
    if isinstance(refused, PointsToSomebody):
        more["findings"] = [told_of(one, "") for one in refused.findings]
    if isinstance(refused, WrittenElsewhere):
        more |= {"stored": refused.stored["next"], "revision": refused.revision}
    return more


def _page(
    request: ViewerRequest, call: OpenedCall, more: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    rows = [
        {
            "label": REPLY_WORDS[reply],
            "said": call.words[reply],
            "answer": call.words[f"{reply}_answer"],
            "why": call.words[f"{reply}_why"],
            "heard": call.ratings[reply][0],
            "respected": call.ratings[reply][1],
        }
        for reply in REPLIES
    ]
    context = {"call": call, "rows": rows, "revision": call.row.revision, **more}
    return render(request, "practice/own_call/seats/after.html", context, status=status)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuids.uuid4()
