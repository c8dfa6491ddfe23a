"""Close the cycles whose required courses are all completed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from audit.services.record_many import record_many
from audit.verbs import Verb
from curricula.models import Cycle

# Compare and set: a cycle leaves `open` once, whoever looks how often. It is satisfied when its
# last required course was completed, not when somebody noticed: a worker may have been away over
# the due date, and what was done before it was assigned counts from then. The months of validity
# are calendar months from that local day, as on certificates. A course of a cycle may be tied
# twice, by a withdrawn enrollment and by the one that replaced it; either may complete it.
_SATISFIED = """
finished AS (
  SELECT course.cycle_id, max(course.done_at) FILTER (WHERE course.is_required) AS done_at FROM (
    SELECT tie.cycle_id, enrollment.course_id, bool_or(tie.is_required) AS is_required,
           bool_or(record.id IS NOT NULL) AS is_done, min(record.completed_at) AS done_at
      FROM curricula_cycle AS cycle
      JOIN curricula_cycleenrollment AS tie ON tie.cycle_id = cycle.id
      JOIN enrollments_enrollment AS enrollment ON enrollment.id = tie.enrollment_id
      LEFT JOIN enrollments_completionrecord AS record ON record.enrollment_id = enrollment.id
     WHERE cycle.state = 'open' AND {which}
     GROUP BY tie.cycle_id, enrollment.course_id) AS course
   GROUP BY course.cycle_id
  HAVING bool_or(course.is_required) AND bool_and(course.is_done OR NOT course.is_required)),
satisfied AS (
  UPDATE curricula_cycle AS cycle
     SET state = 'satisfied', satisfied_at = finished.done_at,
         expires_on = ((finished.done_at AT TIME ZONE cycle.zone)::date
                       + make_interval(months => curriculum.validity_months))::date
    FROM finished, curricula_assignment AS assignment
    JOIN curricula_curriculum AS curriculum ON curriculum.id = assignment.curriculum_id
   WHERE cycle.id = finished.cycle_id AND cycle.state = 'open'
     AND assignment.id = cycle.assignment_id
  RETURNING cycle.uuid, cycle.ordinal, cycle.expires_on, assignment.person_id, curriculum.title)
"""
_LINES = """
SELECT satisfied.uuid, satisfied.title || ', cycle ' || satisfied.ordinal, person.uuid,
       jsonb_build_object('expires_on', satisfied.expires_on)
  FROM satisfied JOIN people_user AS person ON person.id = satisfied.person_id
"""
OF_RULE = "cycle.rule_id = %s"
OF_COMPLETION = """
cycle.id IN (SELECT tie.cycle_id FROM curricula_cycleenrollment AS tie
               JOIN enrollments_completionrecord AS record
                 ON record.enrollment_id = tie.enrollment_id
              WHERE record.uuid = %s)
"""


def satisfy(*, which: str, params: Sequence[Any], at: datetime) -> int:
    """Satisfy the open cycles that a condition names and that miss nothing; return how many."""
    return record_many(
        Verb.CYCLE_SATISFIED,
        actor=None,
        target_kind=Cycle.__name__,
        at=at,
        with_sql=_SATISFIED.format(which=which),
        rows=_LINES,
        params=params,
    )


@transaction.atomic
def refresh_cycles(*, completion_uuid: str, at: datetime) -> int:
    """Look again at the cycles that a course completion may have finished; return how many did."""
    return satisfy(which=OF_COMPLETION, params=[completion_uuid], at=at)


def refresh_for_payload(payload: dict[str, Any], prepared: object, at: datetime) -> None:
    """Do what one outbox row owes."""
    refresh_cycles(completion_uuid=payload["completion_uuid"], at=at)
