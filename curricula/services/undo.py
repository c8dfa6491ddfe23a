"""Take an assignment back within the hour, except from those who already began."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from audit.services.record import record
from audit.services.record_many import record_many
from audit.verbs import Verb
from common.concurrency.patience import patient
from common.errors import Conflict
from curricula.models import Assignment, AssignmentGrant, AssignmentRule, Cycle
from curricula.selectors.overview import messages_of
from enrollments.services.withdraw_many import withdraw_many
from people.models import User

UNDO_WITHIN = dt.timedelta(hours=1)

# An enrollment that was made with this assignment, or with one that is gone by now. Who studied on
# their own account before keeps the enrollment, it was never ours to take back.
_OURS = """
EXISTS (SELECT FROM curricula_cycleenrollment AS origin
          JOIN curricula_cycle AS first ON first.id = origin.cycle_id
          JOIN curricula_assignmentgrant AS made_by ON made_by.assignment_id = first.assignment_id
         WHERE origin.enrollment_id = enrollment.id
           AND made_by.granted_at = enrollment.enrolled_at
           AND (first.id = cycle.id OR first.state = 'withdrawn'))
"""
# Begun: a lesson was opened or done, or the cycle is closed.
_BEGUN = f"""
SELECT cycle.assignment_id FROM curricula_cycle AS cycle
 WHERE cycle.rule_id = %s AND cycle.state = 'satisfied'
UNION
SELECT cycle.assignment_id FROM curricula_cycle AS cycle
  JOIN curricula_cycleenrollment AS tie ON tie.cycle_id = cycle.id
  JOIN enrollments_enrollment AS enrollment ON enrollment.id = tie.enrollment_id
 WHERE cycle.rule_id = %s AND {_OURS}
   AND (enrollment.latest_seen_at IS NOT NULL OR enrollment.state = 'completed'
        OR EXISTS (SELECT FROM enrollments_lessoncompletion AS done
                    WHERE done.enrollment_id = enrollment.id))
"""  # noqa: S608 - our own constants
# Completing a lesson locks its enrollment too, so whoever begins just now is seen or waits.
_HOLD = """
SELECT 1 FROM enrollments_enrollment AS enrollment WHERE enrollment.id IN (
  SELECT tie.enrollment_id FROM curricula_cycle AS cycle
    JOIN curricula_cycleenrollment AS tie ON tie.cycle_id = cycle.id WHERE cycle.rule_id = %s)
 ORDER BY enrollment.id FOR NO KEY UPDATE
"""
_REVOKE = f"""
UPDATE curricula_assignmentgrant SET revoked_at = %s
 WHERE rule_id = %s AND revoked_at IS NULL AND assignment_id NOT IN ({_BEGUN})
"""  # noqa: S608 - our own constants
# An assignment that was renewed keeps its older reason; the new round ends all the same, unless a
# later rule asks for it too.
_WITHDRAW = """
lost AS (
  UPDATE curricula_assignment AS assignment SET state = 'withdrawn'
   WHERE assignment.state = 'active'
     AND EXISTS (SELECT FROM curricula_assignmentgrant AS taken
                  WHERE taken.assignment_id = assignment.id AND taken.rule_id = %s
                    AND taken.revoked_at IS NOT NULL)
     AND NOT EXISTS (SELECT FROM curricula_assignmentgrant AS stands
                      WHERE stands.assignment_id = assignment.id AND stands.revoked_at IS NULL)
  RETURNING assignment.id),
over AS (
  SELECT taken.assignment_id FROM curricula_assignmentgrant AS taken
   WHERE taken.rule_id = %s AND taken.revoked_at IS NOT NULL
     AND NOT EXISTS (SELECT FROM curricula_assignmentgrant AS later
                      WHERE later.assignment_id = taken.assignment_id AND later.id > taken.id
                        AND later.revoked_at IS NULL)),
closed AS (
  UPDATE curricula_cycle AS cycle SET state = 'withdrawn'
   WHERE cycle.state = 'open'
     AND (cycle.assignment_id IN (SELECT id FROM lost)
          OR (cycle.rule_id = %s
              AND cycle.assignment_id IN (SELECT assignment_id FROM over)))
  RETURNING cycle.assignment_id),
ended AS (SELECT id FROM lost UNION SELECT assignment_id FROM closed)
"""
_LINES = """
SELECT assignment.uuid, %s, person.uuid, jsonb_build_object('rule', %s::text)
  FROM ended JOIN curricula_assignment AS assignment ON assignment.id = ended.id
  JOIN people_user AS person ON person.id = assignment.person_id
"""
# Whom a later rule asked too keeps the round and its date; from now on it is that rule's, so that
# reports name a reason that stands and undoing it as well finds who has begun.
_HAND_OVER = """
UPDATE curricula_cycle AS cycle SET rule_id = (
  SELECT stands.rule_id FROM curricula_assignmentgrant AS stands
   WHERE stands.assignment_id = cycle.assignment_id AND stands.revoked_at IS NULL
   ORDER BY stands.granted_at DESC, stands.id DESC LIMIT 1)
 WHERE cycle.rule_id = %s AND cycle.state = 'open'
   AND EXISTS (SELECT FROM curricula_assignmentgrant AS taken
                WHERE taken.assignment_id = cycle.assignment_id
                  AND taken.rule_id = cycle.rule_id AND taken.revoked_at IS NOT NULL)
"""
# An enrollment that another assignment needs as well goes on.
_ENROLLMENTS = f"""
SELECT tie.enrollment_id FROM curricula_cycle AS cycle
  JOIN curricula_cycleenrollment AS tie ON tie.cycle_id = cycle.id
  JOIN enrollments_enrollment AS enrollment ON enrollment.id = tie.enrollment_id
 WHERE cycle.rule_id = %s AND cycle.state = 'withdrawn' AND {_OURS}
   AND NOT EXISTS (SELECT FROM curricula_cycleenrollment AS also
                     JOIN curricula_cycle AS live ON live.id = also.cycle_id
                    WHERE also.enrollment_id = enrollment.id AND live.state <> 'withdrawn')
"""  # noqa: S608 - our own constants


@dataclass(frozen=True)
class Undone:
    """What became of the people: whose assignment ended, who keeps it, who was told already."""

    withdrawn: int
    kept: int
    told: int


def is_undoable(rule: AssignmentRule, *, at: dt.datetime) -> bool:
    """Return whether the rule can still be undone at that moment."""
    is_applied = rule.state == AssignmentRule.State.APPLIED
    return is_applied and at < rule.created_at + UNDO_WITHIN


def undo(*, rule: AssignmentRule, by: User, at: dt.datetime) -> Undone:
    """Undo a rule: assignments that nobody began and that have no other reason end.

    Raises Conflict when the hour is over or somebody undid it already, Busy while somebody saves.
    """
    with patient(), transaction.atomic():
        return _undo(rule, by=by, at=at)


def _undo(rule: AssignmentRule, *, by: User, at: dt.datetime) -> Undone:
    rows = AssignmentRule.objects.filter(pk=rule.pk, state=AssignmentRule.State.APPLIED)
    fresh = rows.filter(created_at__gt=at - UNDO_WITHIN)
    if not fresh.update(state=AssignmentRule.State.UNDONE, undone_at=at):
        raise Conflict(
            _("This can no longer be undone: the hour is over, or it was undone already.")
        )
    began: list[Any] = [rule.pk, rule.pk]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '60s'")
        cursor.execute(_HOLD, [rule.pk])
        cursor.execute(_REVOKE, [at, rule.pk, *began])
    withdrawn = _withdraw(rule, by=by, at=at)
    handed_over = _hand_over(rule)
    kept = AssignmentGrant.objects.filter(rule=rule, revoked_at__isnull=True).count()
    result = Undone(withdrawn=withdrawn, kept=kept, told=_take_messages_back(rule))
    rule.refresh_from_db(fields=["state", "undone_at"])
    detail: dict[str, Any] = {
        "withdrawn": withdrawn, "kept": kept, "told": result.told, "handed_over": handed_over,
    }  # fmt: skip
    record(Verb.ASSIGNMENT_UNDONE, actor=by, target=rule, at=at, detail=detail)
    return result


def _withdraw(rule: AssignmentRule, *, by: User, at: dt.datetime) -> int:
    withdrawn = record_many(
        Verb.ASSIGNMENT_WITHDRAWN, actor=by, target_kind=Assignment.__name__, at=at,
        with_sql=_WITHDRAW, rows=_LINES,
        params=[rule.pk, rule.pk, rule.pk, rule.curriculum.title, str(rule.uuid)],
    )  # fmt: skip
    withdraw_many(
        enrollment_ids_sql=_ENROLLMENTS, params=[rule.pk], by=by, at=at,
        reason=_("The assignment was undone."),
    )  # fmt: skip
    return withdrawn


def _hand_over(rule: AssignmentRule) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_HAND_OVER, [rule.pk])
        return int(cursor.rowcount)


def _take_messages_back(rule: AssignmentRule) -> int:
    """Keep unsent messages from going out; return how many people were told already."""
    ended = Cycle.objects.filter(rule=rule, state=Cycle.State.WITHDRAWN)
    messages = messages_of(ended, by="assignment__grants__rule")
    messages.filter(sent_at__isnull=True, not_sent_reason="").update(not_sent_reason="undone")
    return messages.filter(sent_at__isnull=False).values("recipient").distinct().count()
