"""Give somebody a role, in a department and all below it, from a day on."""

from __future__ import annotations

from datetime import datetime

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
) -> RoleGrant:
    """Grant the role from that day on; raises Conflict where the rules of roles say no."""
    if role is Role.LEARNER:
        raise InvalidInput(_("Everybody is a learner; that needs no grant."), field="role")
    if by is not None and by.pk == person.pk:
        raise InvalidInput(_("Nobody grants a role to themselves."), field="person")
    try:
        with transaction.atomic():
            grant = RoleGrant.objects.create(
                person=person,
                role=role,
                department=department,
                valid=DateRange(at.date(), None),
                granted_by=by,
            )
            record(Verb.ROLE_GRANTED, actor=by, target=grant, at=at, subject=person)
    except IntegrityError as error:
        raise Conflict(_reason(error)) from error
    return grant


def _reason(error: IntegrityError) -> str:
    if "people_auditor_stands_apart" in str(error):
        return _("An auditor cannot be HR or admin at the same time: they judge what those do.")
    return _("This person holds that role there already.")
