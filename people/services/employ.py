"""Where somebody works, under whom, from when until when: begin a spell, end it, take it back."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from psycopg2.extras import DateRange

from audit.services.record import record
from audit.verbs import Verb
from common.errors import Conflict, InvalidInput
from people.models import Department, Employment, User
from people.services.fitting import fitting


def start_employment(
    *,
    person: User,
    department: Department,
    by: User | None,
    at: datetime,
    job_title: str = "",
    manager: User | None = None,
    starts_on: date | None = None,
    hired_on: date | None = None,
) -> Employment:
    """Begin a spell on a day, the person's today without one; it is open until it is ended.

    Without a day of hire it is that of the spell which ended the day before (who changes the
    department is not hired anew), or else the first day. Raises Conflict where another spell
    stands in that time, InvalidInput for a title that cannot be kept or oneself as manager.
    """
    first = starts_on or _today(person, at)
    spell = Employment(
        person=person,
        department=department,
        job_title=fitting(Employment, "job_title", job_title) if job_title else "",
        manager=manager,
        hired_on=hired_on or _hired_before(person, first) or first,
        valid=DateRange(first, None),
    )
    try:
        with transaction.atomic():
            spell.save(force_insert=True)
            record(
                Verb.EMPLOYMENT_STARTED, actor=by, target=spell, at=at, subject=person,
                detail={"from": first.isoformat()},
            )  # fmt: skip
    except IntegrityError as error:
        raise _refusal(error) from error
    return spell


@transaction.atomic
def end_employment(
    *, person: User, by: User | None, at: datetime, last_on: date | None = None
) -> Employment:
    """End the spell that stands on its last day, the person's today without one.

    Raises Conflict where none stands that day, or somebody changed it meanwhile.
    """
    last = last_on or _today(person, at)
    spell = person.employments.filter(valid__contains=last).first()
    if spell is None:
        raise Conflict(_("This person works nowhere on that day."), field="last_on")
    after = last + timedelta(days=1)
    if spell.valid.upper == after:
        raise Conflict(_("That is so already."), field="last_on")
    seen = Employment.objects.filter(pk=spell.pk, valid=spell.valid)
    ended = DateRange(spell.valid.lower, after)
    if not seen.update(valid=ended):
        raise Conflict(_changed())
    spell.valid = ended
    record(
        Verb.EMPLOYMENT_ENDED, actor=by, target=spell, at=at, subject=person,
        detail={"last_on": last.isoformat()},
    )  # fmt: skip
    return spell


@transaction.atomic
def take_back_employment(*, person: User, by: User | None, at: datetime) -> Employment:
    """Remove the latest spell, which was entered by mistake; its lines in the trail stay.

    Raises Conflict where there is none, or somebody changed it meanwhile.
    """
    spell = person.employments.order_by("-valid").first()
    if spell is None:
        raise Conflict(_("There is no entry of where this person works."))
    record(
        Verb.EMPLOYMENT_ENDED, actor=by, target=spell, at=at, subject=person,
        detail={"never_was": True, "from": str(spell.valid.lower)},
    )  # fmt: skip
    gone, _counts = Employment.objects.filter(pk=spell.pk, valid=spell.valid).delete()
    if not gone:
        raise Conflict(_changed())
    return spell


def _today(person: User, at: datetime) -> date:
    """Return the day by which the person's own requests are judged."""
    return at.astimezone(person.zone()).date()


def _hired_before(person: User, first: date) -> date | None:
    spell = person.employments.filter(valid__contains=first - timedelta(days=1)).first()
    return spell.hired_on if spell else None


def _changed() -> str:
    return _("Somebody changed this employment meanwhile. Look at it again.")


def _refusal(error: IntegrityError) -> Conflict | InvalidInput:
    if "people_employment_own_manager" in str(error):
        return InvalidInput(_("Nobody is their own manager."), field="manager")
    return Conflict(_("This person works somewhere in that time already."), field="starts_on")
