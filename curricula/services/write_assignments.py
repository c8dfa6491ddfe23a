"""The statements of an assignment: each serves everybody at once, ten or a hundred thousand.

They run in one transaction, in the order in which `assign` calls them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from common.errors import Conflict
from curricula.models import AssignmentRule, Curriculum
from curricula.selectors.plan import (
    COUNTS,
    DIGEST,
    HOLDS,
    MOMENTS,
    Group,
    Intent,
    anchored_sql,
    audience_sql,
    moments_params,
)
from enrollments.services.enroll import enroll_many
from people.models import User

# Who is in is asked once: those who are counted in the digest are exactly those who are written.
# DO UPDATE also locks the rows of people who have the curriculum, until the transaction ends.
_GRANT = f"""
WITH audience AS MATERIALIZED ({{audience}}), moment AS ({MOMENTS}),
     judged AS MATERIALIZED (
       SELECT audience.id, {HOLDS} AS is_holder, moment.due_at, moment.problem
         FROM audience JOIN moment USING (time_zone, anchor_on)),
     taken AS (SELECT id FROM judged WHERE is_holder OR problem = '' OR %s),
     owed AS (
       INSERT INTO curricula_assignment (uuid, person_id, curriculum_id, state, assigned_at)
       SELECT gen_random_uuid(), id, %s, 'active', %s FROM taken ORDER BY id
       ON CONFLICT (person_id, curriculum_id) DO UPDATE SET state = 'active'
       RETURNING id),
     granted AS (
       INSERT INTO curricula_assignmentgrant (assignment_id, rule_id, why, granted_at)
       SELECT id, %s, %s, %s FROM owed RETURNING 1)
SELECT (SELECT count(*) FROM granted), (SELECT {DIGEST} FROM judged)
"""  # noqa: S608 - our own constants

_RULE_PEOPLE = f"""
SELECT assignment.id AS assignment_id, person.zone, person.opens_on, person.due_on, person.due_at
  FROM curricula_assignmentgrant AS given
  JOIN curricula_assignment AS assignment ON assignment.id = given.assignment_id
  JOIN (SELECT anchored.id, moment.* FROM ({{people}}) AS anchored
          JOIN ({{moments}}) AS moment USING (time_zone, anchor_on)) AS person
    ON person.id = assignment.person_id
 WHERE given.rule_id = %s
   AND NOT EXISTS (SELECT FROM curricula_cycle AS live
                    WHERE live.assignment_id = assignment.id AND {COUNTS})
"""  # noqa: S608 - our own constants
# Who lost the curriculum and gets it again goes on with the same cycle and a new date; whose
# validity is over begins the next round, and so does who completed a course since it was lost: that
# may no longer count, and must not close a cycle that asks for it anew.
_OPEN_CYCLES = """
WITH owing AS MATERIALIZED ({owing}),
     reopened AS (
       UPDATE curricula_cycle AS cycle
          SET state = 'open', rule_id = %s, opens_on = owing.opens_on, due_on = owing.due_on,
              zone = owing.zone, due_at = owing.due_at
         FROM owing
        WHERE cycle.assignment_id = owing.assignment_id AND cycle.state = 'withdrawn'
          AND cycle.ordinal = (SELECT max(ordinal) FROM curricula_cycle AS latest
                                WHERE latest.assignment_id = owing.assignment_id)
          AND NOT EXISTS (
            SELECT FROM curricula_cycleenrollment AS tie
              JOIN enrollments_enrollment AS done ON done.id = tie.enrollment_id
             WHERE tie.cycle_id = cycle.id AND done.state = 'completed')
       RETURNING cycle.assignment_id),
     earlier AS (
       SELECT cycle.assignment_id, max(cycle.ordinal) AS ordinal
         FROM curricula_cycle AS cycle JOIN owing USING (assignment_id)
        GROUP BY cycle.assignment_id),
     opened AS (
       INSERT INTO curricula_cycle
         (uuid, assignment_id, rule_id, ordinal, state, opens_on, due_on, zone, due_at)
       SELECT gen_random_uuid(), assignment_id, %s, coalesce(earlier.ordinal, 0) + 1, 'open',
              opens_on, due_on, zone, due_at
         FROM owing LEFT JOIN earlier USING (assignment_id)
        WHERE assignment_id NOT IN (SELECT assignment_id FROM reopened)
       RETURNING 1)
SELECT (SELECT count(*) FROM reopened) + (SELECT count(*) FROM opened)
"""
_OWING_COUNT = f"""
SELECT count(*) FROM curricula_assignmentgrant AS given
 WHERE given.rule_id = %s
   AND NOT EXISTS (SELECT FROM curricula_cycle AS live
                    WHERE live.assignment_id = given.assignment_id AND {COUNTS})
"""  # noqa: S608 - our own constants

# A completion that is still valid counts; nobody studies again what was finished last week. The
# last valid day is the one that stands on its certificate, by the day where the person lives.
STILL_COUNTS = """
done.state = 'completed'
   AND (%s::int IS NULL OR (%s AT TIME ZONE cycle.zone)::date <=
        ((done.completed_at AT TIME ZONE cycle.zone)::date + make_interval(months => %s))::date)
"""
_TO_ENROLL = f"""
SELECT assignment.person_id FROM curricula_cycle AS cycle
  JOIN curricula_assignment AS assignment ON assignment.id = cycle.assignment_id
 WHERE cycle.rule_id = %s AND cycle.state = 'open'
   AND NOT EXISTS (SELECT FROM enrollments_enrollment AS done
                    WHERE done.learner_id = assignment.person_id AND done.course_id = %s
                      AND {STILL_COUNTS})
 ORDER BY assignment.person_id
"""  # noqa: S608 - our own constants
# What counts already is taken before what is being studied again for somebody else's sake.
_LINK = f"""
INSERT INTO curricula_cycleenrollment (cycle_id, enrollment_id, is_required)
SELECT DISTINCT ON (cycle.id) cycle.id, done.id, %s
  FROM curricula_cycle AS cycle
  JOIN curricula_assignment AS assignment ON assignment.id = cycle.assignment_id
  JOIN enrollments_enrollment AS done ON done.learner_id = assignment.person_id
 WHERE cycle.rule_id = %s AND cycle.state = 'open' AND done.course_id = %s
   AND (done.state = 'open' OR ({STILL_COUNTS}))
 ORDER BY cycle.id, done.state = 'open', done.ordinal DESC
ON CONFLICT DO NOTHING
"""  # noqa: S608 - our own constants
# An enrollment that was there before may be ending right now, as another assignment is undone. Who
# does that waits for this lock, or we wait for them and read what became of it: the state is asked
# outside, where the planner may not use it to choose what to lock.
_HOLD = """
SELECT count(*) FILTER (WHERE held.state = 'withdrawn') FROM (
  SELECT enrollment.state FROM curricula_cycle AS cycle
    JOIN curricula_cycleenrollment AS tie ON tie.cycle_id = cycle.id
    JOIN enrollments_enrollment AS enrollment ON enrollment.id = tie.enrollment_id
   WHERE cycle.rule_id = %s AND cycle.state = 'open' AND tie.id > %s
     AND enrollment.state <> 'completed' AND enrollment.enrolled_at <> %s
   ORDER BY enrollment.id FOR SHARE OF enrollment) AS held
"""


def _one_row(sql: str, params: Sequence[Any]) -> tuple[Any, ...]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        row: tuple[Any, ...] = cursor.fetchone()
    return row


def grant(
    wanted: Intent, rule: AssignmentRule, *, groups: Sequence[Group], why: str, takes_all: bool
) -> tuple[int, str]:
    """Write assignments and grants; return how many grants, and the digest of who was in."""
    sql, params = audience_sql(wanted)
    curriculum, at = wanted.curriculum.pk, wanted.at
    judged = [*params, *moments_params(groups), curriculum, at]
    written = [takes_all, curriculum, at, rule.pk, why, at]
    count, digest = _one_row(_GRANT.format(audience=sql), [*judged, *written])
    return count, digest


def open_cycles(wanted: Intent, rule: AssignmentRule, *, groups: Sequence[Group]) -> int:
    """Open a cycle for everybody who has none; return how many."""
    people = User.objects.filter(assignments__grants__rule=rule)
    sql, params = anchored_sql(people, due=wanted.due, on=wanted.on)
    owing = _RULE_PEOPLE.format(people=sql, moments=MOMENTS)
    (expected,) = _one_row(_OWING_COUNT, [rule.pk, wanted.at])
    (opened,) = _one_row(
        _OPEN_CYCLES.format(owing=owing),
        [*params, *moments_params(groups), rule.pk, wanted.at, rule.pk, rule.pk],
    )
    if opened != expected:
        raise Conflict("Somebody's dates changed just now. Please look again before you assign.")
    return int(opened)


def enroll_cycles(curriculum: Curriculum, rule: AssignmentRule, *, by: User, at: datetime) -> None:
    """Enroll the people of the new cycles in each course and tie the enrollments to the cycles."""
    months = curriculum.validity_months
    valid = [months, at, months]
    (latest_tie,) = _one_row("SELECT coalesce(max(id), 0) FROM curricula_cycleenrollment", [])
    for place in curriculum.places.select_related("course__effective_version").order_by("ordinal"):
        course = place.course
        enroll_many(
            course=course, learner_ids_sql=_TO_ENROLL, params=[rule.pk, course.pk, *valid],
            by=by, at=at,
        )  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute(_LINK, [place.is_required, rule.pk, course.pk, *valid])
    (ended,) = _one_row(_HOLD, [rule.pk, latest_tie, at])
    if ended:
        raise Conflict(_("Something else is being saved right now. Please try again."))
