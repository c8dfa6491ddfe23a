"""Shut somebody out who left, and let them in again; nobody is ever deleted."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from audit.services.record import record
from audit.verbs import Verb
from common.errors import Conflict
from people.models import User
from people.services.end_sessions import end_sessions


@transaction.atomic
def set_active(
    *, person: User, is_active: bool, by: User | None, at: datetime, reason: str = ""
) -> None:
    """Let somebody sign in or not, from their next request on; raises Conflict if it is so already.

    Where they were signed in is over, so nobody who comes back finds an old session open. It is
    ended on the way back too, for whoever was signing in at the moment they were shut out.
    What they did and what was certified stays as it is.
    """
    others = User.objects.filter(pk=person.pk).exclude(is_active=is_active)
    if not others.update(is_active=is_active):
        raise Conflict(_("That is so already."))
    end_sessions(person=person)
    record(
        Verb.PERSON_CHANGED, actor=by, target=person, subject=person, at=at, reason=reason,
        detail={"fields": ["is_active"], "is_active": is_active},
    )  # fmt: skip
    person.is_active = is_active
