"""What a learner owes and why: two queries, whatever was assigned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from curricula.due_dates import Standing, standing
from curricula.models import Cycle
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


# Hand-written: on Today, building this with the ORM took longer than everything else together.
_MINE = """
SELECT assignment.uuid, curriculum.title, coalesce(latest.why, ''), coalesce(latest.giver, ''),
       cycle.state, cycle.due_on, cycle.zone, cycle.due_at, cycle.satisfied_at, cycle.expires_on,
       statement_timestamp(),
       ARRAY(SELECT tie.enrollment_id FROM curricula_cycleenrollment AS tie
              WHERE tie.cycle_id = cycle.id ORDER BY tie.id),
       ARRAY(SELECT tie.is_required FROM curricula_cycleenrollment AS tie
              WHERE tie.cycle_id = cycle.id ORDER BY tie.id)
  FROM curricula_assignment AS assignment
  JOIN people_user AS person ON person.id = assignment.person_id AND person.is_active
  JOIN curricula_curriculum AS curriculum ON curriculum.id = assignment.curriculum_id
  JOIN LATERAL (
    SELECT * FROM curricula_cycle AS every
     WHERE every.assignment_id = assignment.id AND every.state <> 'withdrawn'
     ORDER BY every.ordinal DESC LIMIT 1) AS cycle ON true
  LEFT JOIN LATERAL (
    SELECT reason.why, giver.legal_name AS giver FROM curricula_assignmentgrant AS reason
      JOIN curricula_assignmentrule AS rule ON rule.id = reason.rule_id
      JOIN people_user AS giver ON giver.id = rule.created_by_id
     WHERE reason.assignment_id = assignment.id AND reason.revoked_at IS NULL
     ORDER BY reason.granted_at DESC, reason.id DESC LIMIT 1) AS latest ON true
 WHERE assignment.person_id = %s AND assignment.state = 'active'
 ORDER BY cycle.satisfied_at NULLS FIRST, cycle.due_at NULLS LAST, cycle.id
"""


def my_assignments(viewer: Viewer, studies: Iterable[Study] | None = None) -> list[MyAssignment]:
    """Return what the viewer owes or has done: what is open first, by due date.

    `studies` are the viewer's, where the caller has read them already: that saves the second query.
    """
    with connection.cursor() as cursor:
        cursor.execute(_MINE, [viewer.user.pk])
        rows = cursor.fetchall()
    known = {study.enrollment.pk: study for study in studies or ()}
    _add_missing(viewer, known, {found for row in rows for found in row[11]})
    return [_as_mine(row, known) for row in rows]


def _add_missing(viewer: Viewer, known: dict[int, Study], wanted: set[int]) -> None:
    missing = wanted - known.keys()
    if missing:
        found = Enrollment.objects.visible_to(viewer).studied().with_progress()
        known.update({row.pk: study_of(row) for row in found.filter(pk__in=missing)})


def _as_mine(row: Sequence[Any], studies: Mapping[int, Study]) -> MyAssignment:
    uuid, title, why, assigned_by, state, due_on, zone, due_at, satisfied_at, expires_on, at = row[
        :11
    ]
    state = standing(
        is_done=state == Cycle.State.SATISFIED, due_on=due_on, due_at=due_at, zone=zone, at=at,
        expires_on=expires_on,
    )  # fmt: skip
    return MyAssignment(
        uuid=uuid,
        title=title,
        why=why,
        assigned_by=assigned_by,
        state=state,
        due_on=due_on,
        zone=zone,
        due_at=due_at,
        satisfied_at=satisfied_at,
        expires_on=expires_on,
        at=at,
        courses=tuple(
            _course(studies[found], is_required=is_required, still_counts=state != Standing.EXPIRED)
            for found, is_required in zip(row[11], row[12], strict=True)
            if found in studies
        ),
    )


def _course(study: Study, *, is_required: bool, still_counts: bool) -> AssignedCourse:
    enrollment = study.enrollment
    was_completed = enrollment.state == Enrollment.State.COMPLETED
    is_completed = was_completed and still_counts
    return AssignedCourse(
        enrollment_uuid=enrollment.uuid,
        slug=study.outline.slug,
        title=study.outline.title,
        is_required=is_required,
        is_completed=is_completed,
        percent=(100 if still_counts else 0) if was_completed else study.progress.percent,
        minutes_left=0 if was_completed else study.minutes_left,
    )
