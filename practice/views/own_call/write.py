"""The wizard's three steps of writing. A plain form leads on; htmx saves the draft on the way."""

from __future__ import annotations

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from common.clock import now
from common.errors import DomainError
from people.access import ViewerRequest, requires
from people.roles import Permission
from practice.models import OwnCall
from practice.own_call.shapes import STEPS
from practice.selectors.own_call.mine import OpenedCall, my_call
from practice.services.own_call.refusals import IsChecked, WrittenElsewhere
from practice.services.own_call.write import Typed, Written, write_call
from practice.views.own_call.forms import Trouble, following, rows_of, steps_of, trouble_of
from practice.views.own_call.words import STEP_TITLES, label_of
from practice.views.private.sent import revision_of, text_of

PAGE_MARK = 32  # uuid4().hex


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LEARN)
def write(request: ViewerRequest, call: UUID, step: str) -> HttpResponse:
    """Show a step, or keep what was typed in it; on every problem what was typed stays."""
    if step not in STEPS:
        raise Http404
    found = my_call(request.viewer, call)
    is_auto = request.method == "POST" and bool(request.headers.get("HX-Request"))
    if found.state != OwnCall.State.DRAFT or not found.is_readable:
        if is_auto:
            return _saved(request, None, IsChecked().message, status=IsChecked.status)
        return redirect("practice:own-call", call)
    if request.method != "POST":
        return _page(request, found, step)
    typed = {name: text_of(request, name) for name in STEPS[step]}
    try:
        written = write_call(
            call=found.row, by=request.viewer.user, at=now(),
            typed=Typed(
                texts=typed, seen=revision_of(request), is_auto=is_auto,
                page=_mark(request.POST.get("page", "")),
            ),
        )  # fmt: skip
    except DomainError as refused:
        return _refused(request, found, step, typed, refused, is_auto=is_auto)
    return _saved(request, written) if is_auto else _go_on(request, found, step, typed, written)


def _mark(sent: str) -> str:
    """Return which page this is, by the mark it was given; no words of anybody fit in."""
    return sent if len(sent) == PAGE_MARK and sent.isalnum() else ""


def _go_on(
    request: ViewerRequest, call: OpenedCall, step: str, typed: dict[str, str], written: Written
) -> HttpResponse:
    is_later = request.POST.get("go") == "later"
    trouble = trouble_of(written, wanted=() if is_later else STEPS[step])
    if trouble.by_field:
        more = {"words": {**written.words, **typed}, "revision": written.call.revision}
        return _page(request, call, step, trouble, status=400, **more)
    if is_later:
        messages.info(request, _("The draft is kept, for you alone."))
        return redirect("practice:own-calls")
    after = following(step)
    if after is None:
        return redirect("practice:own-call-check", call.uuid)
    return redirect("practice:own-call-write", call.uuid, after)


def _refused(
    request: ViewerRequest,
    call: OpenedCall,
    step: str,
    typed: dict[str, str],
    refused: DomainError,
    *,
    is_auto: bool,
) -> HttpResponse:
    if is_auto:
        return _saved(request, None, refused.message, status=refused.status)
    more: dict[str, Any] = {"words": {**call.words, **typed}}
    stored = refused.stored if isinstance(refused, WrittenElsewhere) else {}
    if isinstance(refused, WrittenElsewhere):
        more["revision"] = refused.revision
    trouble = Trouble(message=refused.message, stored=stored)
    return _page(request, call, step, trouble, status=refused.status, **more)


def _page(
    request: ViewerRequest,
    call: OpenedCall,
    step: str,
    trouble: Trouble | None = None,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    words = more.pop("words", call.words)
    context = {
        "call": call,
        "step": step,
        "title": STEP_TITLES[step],
        "steps": steps_of(words, step),
        "rows": rows_of(STEPS[step], words, trouble or Trouble()),
        "trouble": trouble,
        "revision": call.row.revision,
        "page_mark": uuid.uuid4().hex,
        **more,
    }
    return render(request, "practice/own_call/write/step.html", context, status=status)


def _saved(
    request: ViewerRequest, written: Written | None, reason: str = "", *, status: int = 200
) -> HttpResponse:
    """Return the line that says what an autosave kept, with the revision for the next one."""
    back = [*written.held_back, *written.too_long] if written else []
    context = {
        "written": written,
        "reason": reason,
        "held_back": [label_of(name) for name in back],
        "revision": written.call.revision if written else None,
        "saved_at": now(),
    }
    return render(request, "practice/own_call/write/_saved.html", context, status=status)
