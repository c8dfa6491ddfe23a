"""Rename a department, or move it with all that stands below it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import IntegrityError, OperationalError, transaction
from django.utils.translation import gettext as _
from psycopg2.errors import DeadlockDetected, LockNotAvailable

from audit.services.record import record
from audit.verbs import Verb
from common.errors import Busy, Conflict
from people.models import Department, User
from people.selectors.departments import path_of
from people.services.fitting import fitting


def rename_department(
    *, department: Department, name: str, by: User | None, at: datetime
) -> Department:
    """Give the department another name; raises Conflict if it is taken there or changed meanwhile.

    What was certified or reported keeps the name of its day.
    """
    name = fitting(Department, "name", name)
    if name == department.name:
        raise Conflict(_("That is so already."), field="name")
    return _change(department, Verb.DEPARTMENT_RENAMED, {"name": name}, by=by, at=at)


def move_department(
    *, department: Department, parent: Department | None, by: User | None, at: datetime
) -> Department:
    """Put the department, with all below it, under another one, or at the top with none.

    Roles reach down the chart, so this changes whom HR and managers of either place see. Raises
    Conflict for a cycle, a taken name, and where somebody changed the department meanwhile.
    """
    if department.parent_id == (parent.pk if parent else None):
        raise Conflict(_("That is so already."), field="parent")
    return _change(department, Verb.DEPARTMENT_MOVED, {"parent": parent}, by=by, at=at)


def _change(
    department: Department, verb: Verb, wanted: dict[str, Any], *, by: User | None, at: datetime
) -> Department:
    """Write the change where the department still stands as the caller saw it."""
    (field,) = wanted
    with _refusing(field), transaction.atomic():
        before = path_of(department)
        seen = Department.objects.filter(
            pk=department.pk, name=department.name, parent=department.parent_id
        )
        if not seen.update(**wanted):
            raise Conflict(_("Somebody changed this department meanwhile. Look at it again."))
        changed = Department.objects.get(pk=department.pk)
        record(
            verb, actor=by, target=changed, at=at,
            detail={"from": before, "to": path_of(changed)},
        )  # fmt: skip
    return changed


@contextmanager
def _refusing(field: str) -> Iterator[None]:
    try:
        yield
    except IntegrityError as error:
        if "people_department_name_once" in str(error):
            message = _("A department of this name stands there already.")
        else:
            message = _("A department cannot stand below itself or below one of its own.")
        raise Conflict(message, field=field) from error
    except OperationalError as error:
        # Two moves that lead through each other's departments may each wait for the other.
        if not isinstance(error.__cause__, (LockNotAvailable, DeadlockDetected)):
            raise
        raise Busy(_("Something else is being saved right now. Please try again.")) from error
