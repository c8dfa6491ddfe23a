"""The addresses around a live lesson, and what its pages share."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404
from django.urls import reverse

from enrollments.player import LessonContext, lesson_context, lesson_url
from people.access import ViewerRequest
from practice.models import LiveSession
from practice.package.fields import Json
from practice.selectors.live import Session, live_of, my_session

KIND = "live"
OFF, ON = "off", "on"
CLOCK = {"clock-off": OFF, "clock-on": ON}  # what the form of a round calls switching it


@dataclass(frozen=True)
class Place:
    """A live lesson that somebody studies, with their session at it."""

    context: LessonContext
    session: Session
    timer: str = ""  # chosen on the page, off or on; empty for what they usually want

    @property
    def live(self) -> Json:
        """Return what the lesson holds, in the reader's language or in that of the course."""
        return live_in(self.context)

    @property
    def is_open(self) -> bool:
        """Return whether the session goes on: neither debriefed nor stopped."""
        return self.session.row.state == LiveSession.State.OPEN

    @property
    def lesson(self) -> str:
        """Return the room."""
        return lesson_url(self.context.enrollment, self.context.lesson.key)

    @property
    def round(self) -> str:
        """Return the round that the session stands at."""
        return self._with_timer(at(self.context, "live-round", self.session.row))

    @property
    def debrief(self) -> str:
        """Return the talk afterward."""
        return at(self.context, "live-debrief", self.session.row)

    @property
    def delete(self) -> str:
        """Return where the session is deleted."""
        return reverse("practice:live-delete", args=[self.session.row.uuid])

    def _with_timer(self, url: str) -> str:
        return f"{url}?timer={self.timer}" if self.timer else url


def at(context: LessonContext, name: str, session: LiveSession | None = None) -> str:
    """Return a page of a live lesson."""
    more = [session.uuid] if session else []
    return reverse(f"practice:{name}", args=[context.enrollment.uuid, context.lesson.key, *more])


def live_in(context: LessonContext) -> Json:
    """Return what a lesson holds, in the reader's language or in that of the course."""
    return context.words.more or live_of(context.lesson.pk)


def live_context(request: ViewerRequest, enrollment: UUID, key: str) -> LessonContext:
    """Return a live lesson at its place; lessons of other kinds are 404."""
    context = lesson_context(request.viewer, enrollment, key)
    if context.lesson.kind != KIND:
        raise Http404
    return context


def place_of(request: ViewerRequest, enrollment: UUID, key: str, session: UUID) -> Place:
    """Return the viewer's session at its lesson; foreign and absent are the same 404."""
    context = live_context(request, enrollment, key)
    found = my_session(request.viewer, context.lesson, session)
    sent = request.POST if request.method == "POST" else request.GET
    asked = CLOCK.get(sent.get("go", ""), sent.get("timer", ""))
    return Place(context, found, timer=asked if asked in {OFF, ON} else "")
