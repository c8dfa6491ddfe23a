"""Where the people of an HR user stand: the cycles that filters leave, and figures about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Q

from curricula.due_dates import Standing
from curricula.models import Curriculum, Cycle, CycleEnrollment
from curricula.models.cycle import CycleQuerySet
from curricula.selectors.grid import NOWHERE
from curricula.selectors.rows import placed, with_why
from people.models import Department, User
from people.roles import Permission
from people.viewer import Viewer


@dataclass(frozen=True)
class Filters:
    """What the viewer narrowed the list to; empty means everything."""

    curriculum: str = ""
    department: str = ""  # and all below it
    place: str = ""  # just there, as a cell of the grid counts
    course: str = ""
    standing: str = ""

    @property
    def is_empty(self) -> bool:
        """Return whether everything is shown."""
        return self == Filters()


def followed(viewer: Viewer, filters: Filters, *, at: datetime) -> CycleQuerySet:
    """Return the cycles of the viewer's people that the filters leave, without the standing."""
    return _narrowed(Cycle.objects.current().followed_by(viewer), viewer, filters, at=at)


def own(viewer: Viewer, filters: Filters, *, at: datetime) -> CycleQuerySet:
    """Return the viewer's own cycles that the filters leave."""
    return _narrowed(Cycle.objects.current().of(viewer), viewer, filters, at=at)


def _narrowed(
    rows: CycleQuerySet, viewer: Viewer, filters: Filters, *, at: datetime
) -> CycleQuerySet:
    rows = placed(with_why(rows), on=viewer.on)
    if filters.curriculum:
        rows = rows.filter(assignment__curriculum__slug=filters.curriculum)
    if NOWHERE in {filters.department, filters.place}:
        rows = rows.filter(Q(("place_uuid__isnull", True)))
    elif filters.department:
        top = Department.objects.filter(uuid=filters.department).values_list("pk", flat=True)
        people = User.objects.within(frozenset(top), on=viewer.on)
        rows = rows.filter(assignment__person__in=people)
    elif filters.place:
        rows = rows.filter(Q(("place_uuid", filters.place)))
    if filters.course:
        rows = rows.filter(
            pk__in=CycleEnrollment.objects.filter(enrollment__course__slug=filters.course).values(
                "cycle"
            )
        )
    return rows.with_standing(at=at).select_related("assignment__person", "assignment__curriculum")


def standings(cycles: CycleQuerySet) -> dict[str, int]:
    """Return how many stand where (one query)."""
    counted: Any = cycles.order_by().values_list(F("standing")).annotate(total=Count("id"))
    return {standing.value: 0 for standing in Standing} | dict(counted)


def filter_choices(viewer: Viewer) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Return curricula and departments to filter by, as (value, label) (two queries)."""
    curricula = Curriculum.objects.order_by("title").values_list("slug", "title")
    departments = Department.objects.at_or_below(viewer.scope(Permission.FOLLOW_PROGRESS))
    return list(curricula), [
        (str(found), name)
        for found, name in departments.order_by("name", "id").values_list("uuid", "name")
    ]
