"""One person and one curriculum a line: state and dates, never an answer or a score."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils.translation import gettext as _

from curricula.due_dates import Standing
from curricula.models import AssignmentGrant, Cycle
from curricula.models.cycle import CycleQuerySet
from curricula.words import STANDINGS, day_words, distance_words, due_words, local_day
from enrollments.models import Enrollment
from enrollments.selectors import study_of
from people.models import Employment

# What may need a word stands first, what is done last.
URGENCY = (
    Standing.OVERDUE, Standing.EXPIRED, Standing.DUE_SOON, Standing.ON_TRACK, Standing.COMPLETED,
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One person and one curriculum: where they stand and how far they are. Never a score."""

    person_id: int
    person_uuid: UUID
    name: str
    department: str
    curriculum: str
    standing: Standing
    due_on: date | None
    zone: str
    satisfied_at: datetime | None
    expires_on: date | None
    percent: int
    at: datetime

    @property
    def words(self) -> str:
        """Return the state in words."""
        return str(STANDINGS[self.standing][0])

    @property
    def tone(self) -> str:
        """Return the tone of the state."""
        return STANDINGS[self.standing][1]

    @property
    def icon(self) -> str:
        """Return the icon of the state."""
        return STANDINGS[self.standing][2]

    @property
    def due(self) -> str:
        """Return until when, in the person's zone."""
        today = local_day(self.at, self.zone)
        return due_words(self.due_on, self.zone, today=today) if self.due_on else ""

    @property
    def distance(self) -> str:
        """Return how far the due date is; until when it counted for what expired."""
        if self.standing == Standing.EXPIRED and self.expires_on:
            today = local_day(self.at, self.zone)
            return _("valid until %(day)s") % {"day": day_words(self.expires_on, today=today)}
        is_open = self.due_on and self.standing != Standing.COMPLETED
        return distance_words(self.due_on, self.zone, at=self.at) if is_open else ""  # type: ignore[arg-type]


def with_why(cycles: CycleQuerySet) -> CycleQuerySet:
    """Add `why`: the latest reason that still stands, and `assigned_by` with its author's name."""
    latest = AssignmentGrant.objects.filter(
        assignment=OuterRef("assignment"), revoked_at__isnull=True
    ).order_by("-granted_at", "-id")
    return cycles.annotate(
        why=Subquery(latest.values("why")[:1]),
        assigned_by=Subquery(latest.values("rule__created_by__legal_name")[:1]),
    )


def placed(cycles: CycleQuerySet, *, on: date) -> CycleQuerySet:
    """Add where each person works on that day: `place` (name) and `place_uuid`."""
    spells = Employment.objects.filter(
        person=OuterRef("assignment__person"), valid__contains=on
    ).values("department__uuid", "department__name")
    return cycles.annotate(
        place=Subquery(spells.values("department__name")[:1]),
        place_uuid=Subquery(spells.values("department__uuid")[:1]),
    )


def rows_of(cycles: QuerySet[Cycle], *, course: str, at: datetime) -> list[Row]:
    """Return the rows of one page of cycles (two queries)."""
    found = list(cycles)
    percents = _percents([cycle.pk for cycle in found], course=course)
    return [
        Row(
            person_id=cycle.assignment.person_id,
            person_uuid=cycle.assignment.person.uuid,
            name=cycle.assignment.person.legal_name,
            department=cycle.place or "",  # type: ignore[attr-defined]
            curriculum=cycle.assignment.curriculum.title,
            standing=Standing(cycle.standing),
            due_on=cycle.due_on,
            zone=cycle.zone,
            satisfied_at=cycle.satisfied_at,
            expires_on=cycle.expires_on,
            # What no longer counts is nothing done, as in the grid and on the person's own page.
            percent=0 if cycle.standing == Standing.EXPIRED else percents.get(cycle.pk, 0),
            at=at,
        )
        for cycle in found
    ]


def in_order(cycles: QuerySet[Cycle]) -> QuerySet[Cycle]:
    """Return what is most urgent first, what is done last; for cycles `with_standing()`."""
    places = [
        When(standing=standing.value, then=Value(place)) for place, standing in enumerate(URGENCY)
    ]
    return cycles.order_by(
        Case(*places), F("satisfied_at").asc(nulls_first=True), F("due_at").asc(nulls_last=True),
        "assignment__person__legal_name", "id",
    )  # fmt: skip


def _percents(cycle_ids: list[int], *, course: str) -> dict[int, int]:
    ties = Enrollment.objects.studied().with_progress().filter(cycles__cycle__in=cycle_ids)
    wanted = Q(course__slug=course) if course else Q(cycles__is_required=True)
    found: dict[int, list[int]] = {}
    rows: Iterable[Any] = ties.filter(wanted).annotate(cycle_id=F("cycles__cycle_id"))
    for row in rows:
        is_done = row.state == Enrollment.State.COMPLETED
        percent = 100 if is_done else study_of(row).progress.percent
        found.setdefault(row.cycle_id, []).append(percent)
    return {key: sum(values) // len(values) for key, values in found.items()}
