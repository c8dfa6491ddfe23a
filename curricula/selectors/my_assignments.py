"""What a learner owes and why: two queries, whatever was assigned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Now

from curricula.due_dates import Standing, standing
from curricula.models import AssignmentGrant, Cycle
from curricula.words import STANDINGS, distance_words, due_words, local_day
from enrollments.models import Enrollment
from enrollments.selectors import Study, study_of
from people.viewer import Viewer


@dataclass(frozen=True)
class AssignedCourse:
    """A course of an assignment, how far it is, and the enrollment to go on with."""

    enrollment_uuid: UUID
    slug: str
    title: str
    is_required: bool
    is_completed: bool
    percent: int
    minutes_left: int


@dataclass(frozen=True)
class MyAssignment:
    """One thing that is required of the viewer: what, why, by whom, until when, how far."""

    uuid: UUID
    title: str
    why: str
    assigned_by: str
    state: Standing
    due_on: date | None
    zone: str
    due_at: datetime | None
    satisfied_at: datetime | None
    expires_on: date | None
    at: datetime
    courses: tuple[AssignedCourse, ...]

    @property
    def percent(self) -> int:
        """Return how far the required courses are together, rounded down."""
        if self.state == Standing.COMPLETED:
            return 100
        asked = [course.percent for course in self.courses if course.is_required]
        return sum(asked) // len(asked) if asked else 0

    @property
    def minutes_left(self) -> int:
        """Return the minutes of required lessons that are still to do."""
        return sum(course.minutes_left for course in self.courses if course.is_required)

    @property
    def tone(self) -> str:
        """Return the tone of the due date: calm, caution or bad; good when done."""
        return {"info": ""}.get(STANDINGS[self.state][1], STANDINGS[self.state][1])

    @property
    def due_words(self) -> str:
        """Return until when, to the hour, in the zone it was assigned in; empty without a date."""
        if self.due_on is None:
            return ""
        return due_words(self.due_on, self.zone, today=local_day(self.at, self.zone))

    @property
    def distance(self) -> str:
        """Return how far the due date is, e.g. in 9 days; empty without a date."""
        return distance_words(self.due_on, self.zone, at=self.at) if self.due_on else ""


def my_assignments(viewer: Viewer) -> list[MyAssignment]:
    """Return what the viewer owes or has done: what is open first, by due date."""
    latest = AssignmentGrant.objects.filter(
        assignment=OuterRef("assignment"), revoked_at__isnull=True
    ).order_by("-granted_at", "-id")
    cycles = (
        Cycle.objects.of(viewer)
        .current()
        .select_related("assignment__curriculum")
        .annotate(
            why=Subquery(latest.values("why")[:1]),
            assigned_by=Subquery(latest.values("rule__created_by__legal_name")[:1]),
            read_at=Now(),
        )
        .order_by(F("satisfied_at").asc(nulls_first=True), F("due_at").asc(nulls_last=True), "id")
    )
    found = list(cycles)
    studies = _studies(viewer, [cycle.pk for cycle in found])
    return [_as_mine(cycle, studies.get(cycle.pk, ())) for cycle in found]


def _studies(viewer: Viewer, cycle_ids: list[int]) -> dict[int, list[tuple[bool, Study]]]:
    if not cycle_ids:
        return {}
    rows = Enrollment.objects.visible_to(viewer).studied().with_progress()
    ties = rows.filter(cycles__cycle__in=cycle_ids).annotate(
        cycle_id=F("cycles__cycle_id"), is_asked=F("cycles__is_required")
    )
    found: dict[int, list[tuple[bool, Study]]] = {}
    for row in ties.order_by("cycles__id"):
        found.setdefault(row.cycle_id, []).append((row.is_asked, study_of(row)))
    return found


def _as_mine(cycle: Cycle, studies: Iterable[tuple[bool, Study]]) -> MyAssignment:
    at = cycle.read_at
    return MyAssignment(
        uuid=cycle.assignment.uuid,
        title=cycle.assignment.curriculum.title,
        why=cycle.why or "",
        assigned_by=cycle.assigned_by or "",
        state=standing(
            is_done=cycle.state == Cycle.State.SATISFIED,
            due_on=cycle.due_on, due_at=cycle.due_at, zone=cycle.zone, at=at,
        ),
        due_on=cycle.due_on,
        zone=cycle.zone,
        due_at=cycle.due_at,
        satisfied_at=cycle.satisfied_at,
        expires_on=cycle.expires_on,
        at=at,
        courses=tuple(_course(study, is_required=asked) for asked, study in studies),
    )  # fmt: skip


def _course(study: Study, *, is_required: bool) -> AssignedCourse:
    enrollment = study.enrollment
    is_completed = enrollment.state == Enrollment.State.COMPLETED
    return AssignedCourse(
        enrollment_uuid=enrollment.uuid,
        slug=enrollment.course.slug,
        title=enrollment.version.title,
        is_required=is_required,
        is_completed=is_completed,
        percent=100 if is_completed else study.progress.percent,
        minutes_left=0 if is_completed else study.minutes_left,
    )
