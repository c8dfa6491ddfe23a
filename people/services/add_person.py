"""Take somebody in."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audit.services.record import record
from audit.verbs import Verb
from common.errors import Conflict, InvalidInput
from people.models import User
from people.services.fitting import fitting


def add_person(
    *,
    email: str,
    legal_name: str,
    by: User | None,
    at: datetime,
    employee_number: str | None = None,
    time_zone: str = "UTC",
) -> User:
    """Create a person who signs in with that address; they set their password by mail.

    Raises InvalidInput for what cannot be used, Conflict for an address or number that is taken.
    """
    number = fitting(User, "employee_number", employee_number) if employee_number else None
    person = User(
        email=_address(email),
        legal_name=fitting(User, "legal_name", legal_name),
        employee_number=number,
        time_zone=_zone(time_zone),
        joined_at=at,
    )
    person.set_unusable_password()
    try:
        with transaction.atomic():
            person.save(force_insert=True)
            record(Verb.PERSON_CREATED, actor=by, target=person, at=at)
    except IntegrityError as error:
        raise Conflict(
            _("This e-mail address or employee number belongs to somebody already."), field="email"
        ) from error
    return person


def _address(email: str) -> str:
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError as error:
        raise InvalidInput(
            _("%(email)s is not an e-mail address.") % {"email": address}, field="email"
        ) from error
    return fitting(User, "email", address)


def _zone(name: str) -> str:
    if name not in available_timezones():
        raise InvalidInput(
            _("%(zone)s is no time zone. Name one such as Europe/Lisbon.") % {"zone": name},
            field="time_zone",
        )
    return name
