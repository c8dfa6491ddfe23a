"""Add a department to the org chart."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audit.services.record import record
from audit.verbs import Verb
from common.errors import Conflict
from people.models import Department, User
from people.selectors.departments import path_of
from people.services.fitting import fitting


def add_department(
    *, name: str, by: User | None, at: datetime, parent: Department | None = None
) -> Department:
    """Create a department below another one, or at the top without.

    Raises InvalidInput for a name that cannot be kept, Conflict for one that is taken there.
    """
    department = Department(name=fitting(Department, "name", name), parent=parent)
    try:
        with transaction.atomic():
            department.save(force_insert=True)
            department.refresh_from_db(fields=["path"])  # the trigger wrote it
            record(
                Verb.DEPARTMENT_CREATED, actor=by, target=department, at=at,
                detail={"path": path_of(department)},
            )  # fmt: skip
    except IntegrityError as error:
        raise Conflict(
            _("A department of this name stands there already."), field="name"
        ) from error
    return department
