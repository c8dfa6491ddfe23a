"""One try: rate it, then remarks and models; have the last word, share it, delete it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from common.clock import now
from common.errors import DomainError, InvalidInput
from enrollments.player import render_lesson
from people.access import ViewerRequest, requires
from people.roles import Permission
from practice.models import Objection, PeerAsk, Try
from practice.selectors.listening.feedback import feedback_on, parts_to_mark, remarks_on
from practice.selectors.listening.peers import department_of, word_of_peers
from practice.selectors.listening.tries import RUBRIC, answer_of, level
from practice.services.listening.object_to import About, object_to
from practice.services.listening.peers import ask_peers, take_back
from practice.services.listening.remove import delete_try
from practice.services.listening.steps import mark_shown, rate_try
from practice.views.listening.places import Place, place_of


@require_safe
@requires(Permission.LEARN)
def shown(
    request: ViewerRequest, enrollment: UUID, key: str, exercise: str, own_try: UUID
) -> HttpResponse:
    """Show a try: first the question how one rates it, then all there is to say."""
    place = place_of(request, enrollment, key, exercise, own_try)
    row = place.own_try
    assert row is not None
    if row.state == Try.State.RATED:
        mark_shown(own_try=row, by=request.viewer.user)
    return _page(request, place, row)


@require_POST
@requires(Permission.LEARN)
def rate(
    request: ViewerRequest, enrollment: UUID, key: str, exercise: str, own_try: UUID
) -> HttpResponse:
    """Keep the own rating; remarks and models come after it."""
    place = place_of(request, enrollment, key, exercise, own_try)
    row = place.own_try
    assert row is not None
    try:
        rate_try(own_try=row, rating=number(request, "rating"), by=request.viewer.user)
    except DomainError as refused:
        return _page(request, place, row, refused=refused, status=refused.status)
    return HttpResponseRedirect(place.shown)


@require_POST
@requires(Permission.LEARN)
def object_(
    request: ViewerRequest, enrollment: UUID, key: str, exercise: str, own_try: UUID
) -> HttpResponse:
    """Keep the learner's word on a remark."""
    place = place_of(request, enrollment, key, exercise, own_try)
    row = place.own_try
    assert row is not None
    about = About(
        code=request.POST.get("code", ""),
        point=request.POST.get("point", ""),
        place=number(request, "place"),
    )
    try:
        verdict = request.POST.get("verdict", "")
        _check_said(place, row, about)
        object_to(
            own_try=row, about=about, verdict=verdict, marked=_marked(request, row),
            by=request.viewer.user, at=now(),
        )  # fmt: skip
    except DomainError as refused:
        return _page(request, place, row, refused=refused, status=refused.status)
    return HttpResponseRedirect(f"{place.shown}#lsn-remarks")


@require_POST
@requires(Permission.LEARN)
def share(
    request: ViewerRequest, enrollment: UUID, key: str, exercise: str, own_try: UUID
) -> HttpResponse:
    """Let two peers read a reply, or take it back."""
    place = place_of(request, enrollment, key, exercise, own_try)
    row, by, at = place.own_try, request.viewer.user, now()
    assert row is not None
    try:
        if request.POST.get("go") == "back":
            take_back(own_try=row, by=by, at=at)
        elif place.exercise.data.get("shareable"):
            department = department_of(request.viewer, request.viewer.on)
            ask_peers(own_try=row, department=department, by=by, at=at)
    except DomainError as refused:
        return _page(request, place, row, refused=refused, status=refused.status)
    return HttpResponseRedirect(f"{place.shown}#lsn-peers")


@require_POST
@requires(Permission.LEARN)
def delete(
    request: ViewerRequest, enrollment: UUID, key: str, exercise: str, own_try: UUID
) -> HttpResponse:
    """Delete a try with all that hangs on it."""
    place = place_of(request, enrollment, key, exercise, own_try)
    row = place.own_try
    assert row is not None
    delete_try(own_try=row, by=request.viewer.user)
    messages.info(request, _("Deleted. Nothing of it is left."))
    return HttpResponseRedirect(place.here)


def _check_said(place: Place, row: Try, about: About) -> None:
    """Raise InvalidInput for a remark that is not on the page of the try."""
    if row.state == Try.State.WRITTEN:
        return  # that there are none yet is said by the service
    reply = place.exercise.type.reply_of(answer_of(row) or {})
    said = remarks_on(place.answered(row), reply, row.language)
    if (about.code, about.point, about.place) not in {(r.code, r.point, r.start) for r in said}:
        raise InvalidInput(_("There is no such remark."), field="code")


def _marked(request: ViewerRequest, row: Try) -> tuple[int, int] | None:
    """Return the clause of the reply that was marked; raises InvalidInput for anything else."""
    word = request.POST.get("marked", "")
    if not word or request.POST.get("verdict") != Objection.Verdict.SAID:
        return None
    reply = str((answer_of(row) or {}).get("text", ""))
    known = {value for value, _text in parts_to_mark(reply)}
    if word not in known:
        raise InvalidInput(_("Please mark words of your reply."), field="marked")
    start, end = word.split("-")
    return int(start), int(end)


def number(request: ViewerRequest, name: str) -> int:
    """Return a whole number that a form sent, or -1."""
    word = request.POST.get(name, "")
    return int(word) if word.isascii() and word.isdigit() and len(word) < 7 else -1


def _page(
    request: ViewerRequest, place: Place, row: Try, *, status: int = 200, **more: Any
) -> HttpResponse:
    answer = answer_of(row)
    found = place.exercise
    extra: dict[str, Any] = {
        "place": place, "exercise": found, "data": found.data, "own_try": row, "rubric": RUBRIC,
        "answer": answer, "reply": found.type.reply_of(answer or {}), **more,
    }  # fmt: skip
    if answer is not None and row.state != Try.State.WRITTEN:
        extra |= {"told": found.tells(answer), "own_level": level(row.self_rating)}
        if found.type.writes:
            extra |= {
                "feedback": feedback_on(place.answered(row), extra["reply"], row),
                "parts": parts_to_mark(extra["reply"]),
                **_peers(row),
            }
    response = render_lesson(request, "practice/listening/try.html", place.context, extra)
    response.status_code = status
    return response


def _peers(row: Try) -> dict[str, Any]:
    try:
        ask = row.peer_ask
    except PeerAsk.DoesNotExist:
        return {}
    word = "" if ask.withdrawn_at else word_of_peers(row)
    return {"ask": ask, "word_of_peers": word}
