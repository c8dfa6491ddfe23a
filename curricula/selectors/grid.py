"""Departments by courses: how many of how many completed it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from curricula.models import Cycle, CycleEnrollment
from curricula.models.cycle import no_longer_counts
from enrollments.models import Enrollment
from people.models import Employment
from people.viewer import Viewer

NOWHERE = "none"  # stands for people without a department


@dataclass(frozen=True)
class Cell:
    """One department and one course: how many of how many completed it."""

    course: str
    done: int
    total: int

    @property
    def percent(self) -> int:
        """Return the share of those who completed it, rounded down."""
        return 100 * self.done // self.total if self.total else 0

    @property
    def level(self) -> str:
        """Return the shade: five steps, the last one only for everybody."""
        return f"l{min(self.percent // 25, 4)}"


@dataclass(frozen=True)
class Grid:
    """Departments by courses."""

    courses: list[tuple[str, str]]
    rows: list[tuple[str, str, list[Cell | None]]]


def grid(viewer: Viewer, *, at: datetime, curriculum: str = "") -> Grid:
    """Return how many of each department completed each course (one query).

    What no longer counts at that instant is not completed.
    """
    cycles = Cycle.objects.current().followed_by(viewer)
    if curriculum:
        cycles = cycles.filter(assignment__curriculum__slug=curriculum)
    spells = Employment.objects.filter(
        person=OuterRef("cycle__assignment__person"), valid__contains=viewer.on
    )
    named = (
        CycleEnrollment.objects.filter(cycle__in=cycles)
        .exclude(enrollment__state=Enrollment.State.WITHDRAWN)
        .annotate(
            place=Subquery(spells.values("department__name")[:1]),
            place_uuid=Subquery(spells.values("department__uuid")[:1]),
            slug=F("enrollment__course__slug"),
            title=Coalesce(
                F("enrollment__course__effective_version__title"),
                F("enrollment__course__slug"),
                output_field=CharField(),
            ),
        )
    )
    is_done = Q(enrollment__state="completed") & ~no_longer_counts(at=at, cycle="cycle__")
    counted = (
        named.order_by()
        .values("place", "place_uuid", "slug", "title")
        .annotate(
            total=Count("cycle", distinct=True),
            done=Count("cycle", distinct=True, filter=is_done),
        )
    )
    return _as_grid(list(counted))


def _as_grid(counted: list[Any]) -> Grid:
    courses = sorted({(row["title"], row["slug"]) for row in counted})
    places = sorted({(row["place"] or "", str(row["place_uuid"] or NOWHERE)) for row in counted})
    cells = {
        (str(row["place_uuid"] or NOWHERE), row["slug"]): Cell(
            row["slug"], row["done"], row["total"]
        )
        for row in counted
    }
    return Grid(
        courses=courses,
        rows=[
            (name, place, [cells.get((place, slug)) for _, slug in courses])
            for name, place in places
        ],
    )
