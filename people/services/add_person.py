"""Take somebody in."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audit.services.record import record
from audit.verbs import Verb
from common.errors import Conflict, InvalidInput
from people.models import User


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

    Raises InvalidInput for an address or name that cannot be used, Conflict for one that is taken.
    """
    address, name = email.strip().lower(), " ".join(legal_name.split())
    try:
        validate_email(address)
    except ValidationError as error:
        raise InvalidInput(
            _("%(email)s is not an e-mail address.") % {"email": address}, field="email"
        ) from error
    if not name or any(ord(letter) < 32 for letter in name):
        raise InvalidInput(_("Give the person's name in printable letters."), field="legal_name")
    try:
        return _create(address, name, by, at, employee_number, time_zone)
    except IntegrityError as error:
        raise Conflict(
            _("This e-mail address or employee number belongs to somebody already."), field="email"
        ) from error


@transaction.atomic
def _create(
    email: str, name: str, by: User | None, at: datetime, number: str | None, zone: str
) -> User:
    person = User.objects.create_user(
        email=email, legal_name=name, employee_number=number, time_zone=zone, joined_at=at
    )
    record(Verb.PERSON_CREATED, actor=by, target=person, at=at)
    return person
