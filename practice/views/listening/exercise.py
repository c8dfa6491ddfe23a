"""One exercise: its form, and sending a try. What is refused keeps what was typed."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from common.clock import now
from common.errors import DomainError
from enrollments.player import render_lesson
from people.access import ViewerRequest, requires
from people.roles import Permission
from practice.package.fields import Json
from practice.selectors.listening.exercises import exercises_of
from practice.selectors.listening.feedback import contacts_in
from practice.selectors.listening.tries import latest_ordinal, tries_of
from practice.services.listening.write_try import Tried, write_try
from practice.views.listening.places import Place, payload_of, place_of

FREE_TEXTS = ("text", "thought", "feeling", "note")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.LEARN)
def exercise(request: ViewerRequest, enrollment: UUID, key: str, exercise: str) -> HttpResponse:
    """Show an exercise, or keep a try at it."""
    place = place_of(request, enrollment, key, exercise)
    if request.method != "POST":
        tries = tries_of(request.viewer, place.context.lesson.pk).get(exercise, [])
        ordinal = tries[0].ordinal + 1 if tries else 1
        shown = place.exercise.stage(request.GET)
        return _page(request, place, shown, ordinal, tries=tries)
    try:
        return _send(request, place)
    except DomainError as refused:
        ordinal = latest_ordinal(request.viewer, place.context.lesson.pk, exercise) + 1
        return _page(
            request, place, _as_typed(request, place), ordinal, refused=refused,
            status=refused.status,
        )  # fmt: skip


def _send(request: ViewerRequest, place: Place) -> HttpResponse:
    found = place.exercise
    answer = found.type.read(found.data, request.POST)
    ordinal = _ordinal(request)
    contacts = contacts_in(str(answer.get(name, "")) for name in FREE_TEXTS)
    if contacts and "keep_contacts" not in request.POST:
        return _page(request, place, found.shows(answer), ordinal, contacts=contacts)
    own_try = write_try(
        enrollment=place.context.enrollment,
        lesson=place.context.lesson,
        tried=Tried(
            exercise=found.key,
            exercises=tuple(one.key for one in exercises_of(payload_of(place.context))),
            language=place.context.words.language,
            writes=found.type.writes,
            answer=answer,
        ),
        ordinal=ordinal,
        by=request.viewer.user,
        at=now(),
    )
    return HttpResponseRedirect(place.of_try(own_try))


def _ordinal(request: ViewerRequest) -> int:
    word = request.POST.get("ordinal", "")
    return int(word) if word.isascii() and word.isdigit() and len(word) < 6 else 1


def _as_typed(request: ViewerRequest, place: Place) -> Json:
    """Return the form with all that was sent, whether or not it made an answer."""
    found = place.exercise
    return found.shows(found.type.typed(found.data, request.POST))


def _page(
    request: ViewerRequest, place: Place, shown: Json, ordinal: int, *, status: int = 200,
    **more: object,
) -> HttpResponse:  # fmt: skip
    extra = {
        "place": place, "exercise": place.exercise, "data": place.exercise.data, "shown": shown,
        "ordinal": ordinal, **more,
    }  # fmt: skip
    response = render_lesson(request, "practice/listening/exercise.html", place.context, extra)
    response.status_code = status
    return response
