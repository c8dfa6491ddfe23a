"""What an assignment is refused for: everything that would surprise HR or the learners."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext as _

from common.errors import Conflict, InvalidInput
from curricula.models import Curriculum
from curricula.selectors.plan import Intent, Totals

MOST_AT_ONCE = 100_000  # more would outlive the time that a web server gives a request


class Exceptions(StrEnum):
    """What becomes of people for whom no due date follows; HR decides, never the code."""

    ASK = "ask"
    LEAVE_OUT = "leave_out"
    WITHOUT_DATE = "without_date"


def check(wanted: Intent, found: Totals, *, exceptions: Exceptions) -> None:
    """Refuse nobody, too many, no published course, a past date, and an open question."""
    _check_courses(wanted.curriculum)
    if wanted.due.due_on and wanted.due.due_on < wanted.on:
        raise InvalidInput(
            _("This due date is already past. Choose today or a later day."), field="due_on"
        )
    _check_people(found.people)
    _check_exceptions(found, exceptions)


def _check_courses(curriculum: Curriculum) -> None:
    places = curriculum.places.select_related("course")
    if not [place for place in places if place.is_required]:
        raise Conflict(_("This curriculum has no required course yet."))
    if any(place.course.effective_version_id is None for place in places):
        raise Conflict(_("A course of this curriculum is not published yet."))


def _check_people(people: int) -> None:
    if not people:
        raise InvalidInput(
            _("Nobody is in. Widen the departments, the hire dates or the job titles."),
            field="departments",
        )
    if people > MOST_AT_ONCE:
        raise InvalidInput(
            _("%(count)d people are in; at most %(most)d can be assigned at once. Choose fewer "
              "departments at a time.") % {"count": people, "most": MOST_AT_ONCE},
            field="departments",
        )  # fmt: skip


def _check_exceptions(found: Totals, exceptions: Exceptions) -> None:
    if found.exceptions and exceptions == Exceptions.ASK:
        raise InvalidInput(
            _("For %(count)d people no due date follows. Say what should happen to them.")
            % {"count": found.exceptions},
            field="exceptions",
        )
    if found.exceptions == found.people and exceptions == Exceptions.LEAVE_OUT:
        raise InvalidInput(
            _("Nobody would be left: a due date follows for none of these people."),
            field="exceptions",
        )
