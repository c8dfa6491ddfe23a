"""The wizard's last step: what may point to a person, field by field, before the call is ready."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from common.clock import now
from common.errors import DomainError
from people.access import ViewerRequest, requires
from people.roles import Permission
from practice.models import OwnCall
from practice.own_call.findings import findings_in
from practice.own_call.shapes import FIELDS, STEPS, Words, clean, missing
from practice.selectors.own_call.mine import OpenedCall, my_call
from practice.services.own_call.ready import make_ready, reopen_call
from practice.services.own_call.refusals import IsChecked, WrittenElsewhere
from practice.services.own_call.write import Typed, write_call
from practice.views.own_call.forms import Trouble, rows_of, steps_of, told_of, trouble_of
from practice.views.own_call.words import STEP_TITLES
from practice.views.private.sent import revision_of, text_of


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LEARN)
def check(request: ViewerRequest, call: UUID) -> HttpResponse:
    """Show what was found; take changes in, and make the call ready when nothing stands."""
    found = my_call(request.viewer, call)
    if found.state != OwnCall.State.DRAFT or not found.is_readable:
        return redirect("practice:own-call", call)
    if request.method != "POST":
        return _page(request, found, found.words)
    typed = {name: text_of(request, name) for name in FIELDS if name in request.POST}
    words = {**found.words, **typed}
    try:
        written = write_call(
            call=found.row, typed=Typed(texts=typed, seen=revision_of(request)),
            by=request.viewer.user, at=now(),
        )  # fmt: skip
        if not written.is_all:
            trouble = trouble_of(replace(written, held_back={}))  # findings say the rest
            revision = written.call.revision
            return _page(request, found, words, trouble, status=400, revision=revision)
        if request.POST.get("go") != "ready":
            return redirect("practice:own-call-check", call)
        make_ready(
            call=found.row, fine=request.POST.getlist("fine"), language=get_language() or "",
            by=request.viewer.user, at=now(),
        )  # fmt: skip
    except DomainError as refused:
        fresh = found if isinstance(refused, WrittenElsewhere) else my_call(request.viewer, call)
        if isinstance(refused, IsChecked) and _says_the_same(fresh, typed):
            return redirect("practice:own-call", call)  # the button was pressed twice
        return _refused(request, fresh, words, refused)
    messages.info(request, _("Ready. Now hear it from the customer’s seat."))
    return redirect("practice:own-call-hear", call)


def _says_the_same(call: OpenedCall, typed: Words) -> bool:
    return all(call.words.get(name, "") == clean(name, text) for name, text in typed.items())


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LEARN)
def change(request: ViewerRequest, call: UUID) -> HttpResponse:
    """Make a draft of a call again that was not played yet; the sign-in leads here by GET."""
    found = my_call(request.viewer, call)
    if request.method != "POST":
        return redirect("practice:own-call", call)
    try:
        reopen_call(call=found.row, by=request.viewer.user, at=now())
    except DomainError as refused:
        messages.warning(request, refused.message)
        return redirect("practice:own-calls")
    return redirect("practice:own-call-write", call, next(iter(STEPS)))


def _refused(
    request: ViewerRequest, call: OpenedCall, words: Words, refused: DomainError
) -> HttpResponse:
    stored: Words = {}
    more: dict[str, Any] = {}
    if isinstance(refused, WrittenElsewhere):
        stored, more = refused.stored, {"revision": refused.revision}
    trouble = Trouble(message=refused.message, stored=stored)
    return _page(request, call, words, trouble, status=refused.status, **more)


def _page(
    request: ViewerRequest,
    call: OpenedCall,
    words: Words,
    trouble: Trouble | None = None,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = {
        "call": call,
        "title": STEP_TITLES["check"],
        "steps": steps_of(words, "check"),
        "rows": _found(words, trouble or Trouble(), request.POST.getlist("fine")),
        "unwritten": [(step, STEP_TITLES[step]) for step in STEPS if missing(words, step)],
        "trouble": trouble,
        "revision": call.row.revision,
        **more,
    }
    return render(request, "practice/own_call/write/check.html", context, status=status)


def _found(words: Words, trouble: Trouble, fine: Collection[str]) -> list[dict[str, Any]]:
    """Return the fields with something found, changed by another page or too long, in order."""
    by_field: dict[str, list[dict[str, Any]]] = {}
    for one in findings_in(words, language=get_language() or ""):
        told = told_of(one, words.get("persona", ""))
        by_field.setdefault(one.field, []).append({**told, "is_ticked": one.mark in fine})
    rows = rows_of(FIELDS, words, trouble)
    return [
        {**row, "findings": by_field.get(row["name"], [])}
        for row in rows
        if row["name"] in by_field or row["stored"] or row["errors"]
    ]
