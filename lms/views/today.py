"""Today: the one next thing, what is required and by when, a little practice, certificates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from certificates.models import Certificate
from certificates.selectors import latest_for
from common.clock import now
from courses import lesson_kinds
from curricula.due_dates import Standing
from curricula.selectors import AssignedCourse, MyAssignment, my_assignments
from curricula.words import STANDINGS, day_words, local_day, zone_words
from enrollments.player import lesson_url
from enrollments.selectors import Study, my_studies
from people.access import ViewerRequest, requires
from people.models import User
from people.roles import Permission
from practice.selectors.year.decks import has_deck
from practice.selectors.year.mine import Practice, my_practice
from practice.views.year.words import minutes_of

URGENT = frozenset({Standing.DUE_SOON, Standing.OVERDUE})


@dataclass(frozen=True, slots=True)
class Row:
    """One required course: what, why, how far, until when."""

    title: str
    note: str
    url: str
    percent: int
    is_done: bool
    tone: str
    due: str
    detail: str


@require_safe
@requires(Permission.LEARN)
def today(request: ViewerRequest) -> HttpResponse:
    """Show what is next; the certificates alone when their card asks whether one is ready."""
    if request.headers.get("HX-Target") == "certificates":
        context = certificates_card(latest_for(request.viewer), on=request.viewer.on)
        return render(request, "lms/_today_certificates.html", context)
    studies = my_studies(request.viewer)
    assignments = my_assignments(request.viewer, studies)
    following = next_study(assignments, studies)
    context = {
        "greeting": greeting(request.viewer.user, _moment(assignments, studies)),
        "next": following,
        "next_url": _url_of_next(following),
        "next_kind": _kind_of_next(following),
        "has_studied": bool(studies),
        "rows": [row for owed in assignments for row in _rows(owed)],
        **practice_card(_practice(request.viewer.user, studies)),
        **certificates_card(latest_for(request.viewer), on=request.viewer.on),
    }
    return render(request, "lms/today.html", context)


def _practice(user: User, studies: Sequence[Study]) -> Practice | None:
    """Return today's practice of who takes part; a course without refreshers asks no query."""
    return my_practice(user, studies) if has_deck(studies) else None


def practice_card(practice: Practice | None) -> dict[str, Any]:
    """Return the context of today's practice: three short reviews at most, and what waits."""
    if practice is None:
        return {}
    return {
        "practice": practice,
        "practice_minutes": minutes_of(len(practice.asked)),
        "practice_boosters": practice.year.due_boosters(),
        "practice_questions": practice.year.due_questions(),
    }


def greeting(user: User, at: datetime) -> str:
    """Return the words of the hour in the viewer's zone."""
    hour, name = timezone.localtime(at).hour, {"name": user.get_short_name()}
    if 5 <= hour < 12:
        return _("Good morning, %(name)s") % name
    if 12 <= hour < 18:
        return _("Good afternoon, %(name)s") % name
    return _("Good evening, %(name)s") % name


def next_study(assignments: Iterable[MyAssignment], studies: Iterable[Study]) -> Study | None:
    """Return the study to go on with: what is due soon first, else what was open last."""
    urgent = [
        course.enrollment_uuid
        for owed in assignments
        if owed.state in URGENT
        for course in owed.courses
    ]
    going = [study for study in studies if study.next is not None]

    def place(study: Study) -> int:
        found = study.enrollment.uuid
        return urgent.index(found) if found in urgent else len(urgent)

    return min(going, key=place, default=None)


def certificates_card(found: Sequence[Certificate], *, on: date) -> dict[str, Any]:
    """Return the context of the certificates' card; it asks again while one is being made."""
    expired = {made.pk for made in found if made.standing(on=on) == Certificate.Standing.EXPIRED}
    is_waiting = any(made.state == Certificate.State.QUEUED for made in found)
    return {"certificates": found, "expired": expired, "is_waiting": is_waiting}


def _kind_of_next(study: Study | None) -> str:
    return str(lesson_kinds.get(study.next.kind).label) if study and study.next else ""


def _url_of_next(study: Study | None) -> str:
    return lesson_url(study.enrollment, study.next.key) if study and study.next else ""


def _moment(assignments: Sequence[MyAssignment], studies: Sequence[Study]) -> datetime:
    """Return the time, from a row that was read anyway if there is one."""
    if studies:
        return studies[0].enrollment.read_at
    return assignments[0].at if assignments else now()


def _rows(owed: MyAssignment) -> Iterator[Row]:
    """Return the lines of one assignment: itself, and its courses if they are several."""
    due, detail = _due_words(owed)
    is_done = owed.state == Standing.COMPLETED
    yield Row(
        title=owed.title,
        note=_why(owed),
        url=_course_url(owed.courses),
        percent=owed.percent,
        is_done=is_done,
        tone=owed.tone,
        due=due,
        detail=detail,
    )
    for course in owed.courses if len(owed.courses) > 1 else ():
        yield _course_row(owed, course)


def _course_row(owed: MyAssignment, course: AssignedCourse) -> Row:
    return Row(
        title=course.title,
        note=_("Part of %(curriculum)s") % {"curriculum": owed.title},
        url=reverse("enrollments:course", args=[course.slug]),
        percent=course.percent,
        is_done=course.is_completed,
        tone="good" if course.is_completed else "",
        due=_course_words(course),
        detail="",
    )


def _course_words(course: AssignedCourse) -> str:
    if course.is_completed:
        return _("Completed")
    return _("Required") if course.is_required else _("Optional")


def _course_url(courses: Sequence[AssignedCourse]) -> str:
    """Return the first course that is not done; a single one, done or not."""
    going = [course for course in courses if not course.is_completed] or courses
    return reverse("enrollments:course", args=[going[0].slug]) if going else ""


def _why(owed: MyAssignment) -> str:
    said_by = _("assigned by %(person)s") % {"person": owed.assigned_by} if owed.assigned_by else ""
    return " · ".join(words for words in (owed.why, said_by) if words)


def _due_words(owed: MyAssignment) -> tuple[str, str]:
    """Return the date in a few words, and how far it is, to the hour, in its own zone."""
    if owed.satisfied_at:
        done_at, at = timezone.localtime(owed.satisfied_at), timezone.localtime(owed.at)
        day = date_format(done_at, "MONTH_DAY_FORMAT" if done_at.year == at.year else "DATE_FORMAT")
        completed = _("Completed %(day)s") % {"day": day}
        if owed.state == Standing.EXPIRED:
            return str(STANDINGS[owed.state][0]), completed
        return completed, ""
    if owed.due_on is None:
        return _("No due date"), ""
    day = day_words(owed.due_on, today=local_day(owed.at, owed.zone))
    if owed.state == Standing.OVERDUE:
        return _("Was due %(day)s") % {"day": day}, owed.distance
    detail = _("%(distance)s, 24:00 %(place)s")
    return (
        _("Due %(day)s") % {"day": day},
        detail % {"distance": owed.distance, "place": zone_words(owed.zone)},
    )
