"""What somebody wants to see, checked against bounds and scope, and frozen."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from common.errors import InvalidInput
from courses.models import Course
from curricula.due_dates import known_zone
from people.models import Department
from people.roles import Permission
from people.viewer import Viewer
from reports.definitions import KINDS, Frame, Kind
from reports.models import ReportRun

EARLIEST = dt.date(2000, 1, 1)
LONGEST = dt.timedelta(days=3660)


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What is asked for: which kind, which days, whose department, which course."""

    kind: str
    first_on: dt.date
    last_on: dt.date
    department: uuid.UUID | None = None
    course: uuid.UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A checked wish: what a run freezes, and the frame its SQL is asked with."""

    kind: Kind
    parameters: dict[str, Any]
    scope: dict[str, list[str]] | None
    frame: Frame


def kinds_for(viewer: Viewer) -> list[Kind]:
    """Return the kinds that the viewer may ask for."""
    is_auditor = viewer.has(Permission.READ_AUDIT_TRAIL)
    return [kind for kind in KINDS.values() if is_auditor or not kind.is_for_auditors_only]


def plan(*, wish: Wish, viewer: Viewer, at: dt.datetime) -> Plan:
    """Return the plan of a wish; raises InvalidInput with the field and how to mend it."""
    kinds = {kind.name: kind for kind in kinds_for(viewer)}
    kind = kinds.get(wish.kind)
    if kind is None:
        raise InvalidInput(_("Choose one of the reports offered here."), field="kind")
    _check_period(wish, today=viewer.on)
    if wish.course and not Course.objects.filter(uuid=wish.course).exists():
        raise InvalidInput(_("There is no such course."), field="course")
    parameters = {
        "first_on": wish.first_on.isoformat(),
        "last_on": wish.last_on.isoformat(),
        "zone": known_zone(viewer.user.time_zone),
        "on": viewer.on.isoformat(),
        "course": str(wish.course) if wish.course else None,
        "has_scores": viewer.has(Permission.READ_AUDIT_TRAIL),
    }
    scope = _scope(wish, viewer)
    frame = frame_of(parameters=parameters, scope=scope, at=at)
    return Plan(kind=kind, parameters=parameters, scope=scope, frame=frame)


def frame_of_run(run: ReportRun) -> Frame:
    """Return the frame that a run froze."""
    return frame_of(parameters=run.parameters, scope=run.scope, at=run.requested_at)


def frame_of(
    *, parameters: dict[str, Any], scope: dict[str, list[str]] | None, at: dt.datetime
) -> Frame:
    """Return the frame of frozen parameters; days begin where the person who asked is."""
    zone = ZoneInfo(parameters["zone"])
    first_on = dt.date.fromisoformat(parameters["first_on"])
    after = dt.date.fromisoformat(parameters["last_on"]) + dt.timedelta(days=1)
    return Frame(
        from_at=dt.datetime.combine(first_on, dt.time.min, zone).astimezone(dt.UTC),
        to_at=dt.datetime.combine(after, dt.time.min, zone).astimezone(dt.UTC),
        judged_at=at,
        on=dt.date.fromisoformat(parameters["on"]),
        departments=tuple(scope["uuids"]) if scope else None,
        course=parameters["course"],
        has_scores=parameters["has_scores"],
    )


def _check_period(wish: Wish, *, today: dt.date) -> None:
    if wish.first_on < EARLIEST:
        raise InvalidInput(_("Choose a first day from the year 2000 on."), field="first_on")
    if wish.last_on > today:
        raise InvalidInput(
            _("The last day lies in the future. Choose today or earlier."), field="last_on"
        )
    if wish.first_on > wish.last_on:
        raise InvalidInput(_("The first day is after the last one."), field="first_on")
    if wish.last_on - wish.first_on > LONGEST:
        raise InvalidInput(_("Choose at most ten years at a time."), field="first_on")


def _scope(wish: Wish, viewer: Viewer) -> dict[str, list[str]] | None:
    granted = viewer.scope(Permission.REQUEST_REPORT)
    nodes = Department.objects.at_or_below(granted)
    if wish.department:
        nodes = nodes.filter(uuid=wish.department)
    elif granted is None:
        return None
    else:
        nodes = nodes.filter(pk__in=granted)
    found = list(nodes.order_by("name", "uuid").values_list("uuid", "name"))
    if not found:
        raise InvalidInput(_("There is no such department for you."), field="department")
    return {"uuids": [str(uuid) for uuid, _ in found], "names": [name for _, name in found]}
