"""A session's way: begun with a role, on to the next round, to its debrief, or stopped."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from common.errors import Conflict, InvalidInput
from courses.models import Lesson
from enrollments.models import Enrollment
from enrollments.services.complete_lesson import EnrollmentEnded, take_in
from people.models import User
from practice.live.roles import ROLES, role_in
from practice.models import LiveRound, LiveSession
from practice.selectors.live import live_of

OPEN, DEBRIEFED, LEFT = LiveSession.State.OPEN, LiveSession.State.DEBRIEFED, LiveSession.State.LEFT


class WentOn(Conflict):
    """The session is further than the page that sent this, or over, or gone."""

    code = "went_on"

    def __init__(self) -> None:
        super().__init__(_("This went on in another tab. Here is where it stands now."))


@transaction.atomic
def begin(*, lesson: Lesson, role: str, by: User, at: datetime) -> LiveSession:
    """Return the open session of a lesson, or a new one that begins with this role.

    A second click finds the session of the first; so does another tab, whatever it chose. Raises
    InvalidInput for a role that the lesson does not have.
    """
    if role not in ROLES[live_of(lesson.pk)["who"]]:
        raise InvalidInput(_("Choose the role that you begin with."), field="role")
    made = LiveSession(owner=by, lesson=lesson, started_at=at)
    LiveSession.objects.bulk_create([made], ignore_conflicts=True)
    session = LiveSession.objects.filter(owner=by, lesson=lesson, state=OPEN).first()
    if session is None:  # the one that stood in the way is over meanwhile
        raise WentOn
    if session.uuid == made.uuid:
        LiveRound.objects.create(session=session, ordinal=1, role=role)
    return session


@transaction.atomic
def go_on(
    *, session: LiveSession, seen: int, enrollment: Enrollment, by: User, at: datetime
) -> LiveSession:
    """Go on from the round that was seen, and return the session as it stands then.

    After the last round the debrief is open and the lesson done. Sent twice it acts once. Raises
    WentOn where the page was older than that, or the session is gone.
    """
    live = live_of(session.lesson_id)
    is_last = seen == len(live["rounds"])
    here = LiveSession.objects.filter(pk=session.pk, owner=by, state=OPEN, round_number=seen)
    hit = (
        here.update(state=DEBRIEFED, ended_at=at) if is_last else here.update(round_number=seen + 1)
    )
    now = LiveSession.objects.filter(pk=session.pk, owner=by).first()
    if now is None or not (hit or _is_behind(now, seen, is_last=is_last)):
        raise WentOn
    if hit and is_last:
        _complete(session.lesson, enrollment, by, at)
    elif hit:
        first = LiveRound.objects.get(session=session, ordinal=1).role
        role = role_in(seen + 1, first=first, who=live["who"])
        LiveRound.objects.create(session=session, ordinal=seen + 1, role=role)
    return now


@transaction.atomic
def stop(*, session: LiveSession, enrollment: Enrollment, by: User, at: datetime) -> bool:
    """End a session before its debrief: the lesson is done all the same, and nobody is told.

    Returns whether this call ended it; one that is over stays as it is.
    """
    rows = LiveSession.objects.filter(pk=session.pk, owner=by, state=OPEN)
    is_ended = bool(rows.update(state=LEFT, ended_at=at))
    if is_ended:
        _complete(session.lesson, enrollment, by, at)
    return is_ended


def _is_behind(now: LiveSession, seen: int, *, is_last: bool) -> bool:
    """Return whether the session stands right behind the round seen: the click came twice."""
    if is_last:
        return now.state == DEBRIEFED and now.round_number == seen
    return now.state == OPEN and now.round_number == seen + 1


def _complete(lesson: Lesson, enrollment: Enrollment, by: User, at: datetime) -> None:
    # After a withdrawal it counts for nothing, quietly; the session is the learner's all the same.
    with suppress(EnrollmentEnded):
        take_in(enrollment=enrollment, lesson=lesson, by=by, at=at)
