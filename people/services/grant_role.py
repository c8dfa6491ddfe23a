"""Give somebody a role, in a department and all below it, from today on; and end it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from psycopg2.extras import DateRange

from audit.services.record import record
from audit.verbs import Verb
from common.errors import Conflict, InvalidInput
from people.models import Department, RoleGrant, User
from people.roles import Role


def grant_role(
    *,
    person: User,
    role: Role,
    by: User | None,
    at: datetime,
    department: Department | None = None,
    last_on: date | None = None,
) -> RoleGrant:
    """Grant the role from the person's today on, until a last day where one is given.

    Raises Conflict where the rules of roles say no.
    """
    if role is Role.LEARNER:
        raise InvalidInput(_("Everybody is a learner; that needs no grant."), field="role")
    if by is not None and by.pk == person.pk:
        raise InvalidInput(_("Nobody grants a role to themselves."), field="person")
    today = _today(person, at)
    if last_on and last_on < today:
        raise InvalidInput(_("The last day lies in the past."), field="last_on")
    try:
        with transaction.atomic():
            grant = RoleGrant.objects.create(
                person=person,
                role=role,
                department=department,
                valid=DateRange(today, last_on + timedelta(days=1) if last_on else None),
                granted_by=by,
            )
            record(Verb.ROLE_GRANTED, actor=by, target=grant, at=at, subject=person)
    except IntegrityError as error:
        raise Conflict(_reason(error)) from error
    return grant


@transaction.atomic
def end_role(
    *,
    person: User,
    role: Role,
    by: User | None,
    at: datetime,
    department: Department | None = None,
    reason: str = "",
) -> None:
    """End what was granted there, at once; raises Conflict where nothing stands.

    The days before today stay on record. What was to begin today or later never was, apart from
    its lines in the trail.
    """
    today = _today(person, at)
    held = RoleGrant.objects.select_for_update(no_key=True, of=("self",)).filter(
        person=person, role=role, department=department
    )
    standing = [grant for grant in held if grant.valid.upper is None or grant.valid.upper > today]
    if not standing:
        raise Conflict(_("This person does not hold that role there."))
    for grant in standing:
        record(Verb.ROLE_ENDED, actor=by, target=grant, at=at, subject=person, reason=reason)
        if grant.valid.lower is not None and grant.valid.lower >= today:
            grant.delete()
        else:
            grant.valid = DateRange(grant.valid.lower, today)
            grant.save(update_fields=["valid"])


def _today(person: User, at: datetime) -> date:
    """Return the day by which the person's own requests are judged."""
    return at.astimezone(person.zone()).date()


def _reason(error: IntegrityError) -> str:
    if "people_auditor_stands_apart" in str(error):
        return _("An auditor cannot be HR or admin at the same time: they judge what those do.")
    return _("This person holds that role there already.")
