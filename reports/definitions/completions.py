"""Completions: one row per person, requirement and cycle, and completions nobody asked for."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from reports.definitions.kind import PEOPLE_OF_SCOPE, Column, Frame, Kind, Shape

STATES = ("completed", "expired", "open", "overdue", "withdrawn")

COLUMNS = (
    Column("employee_number", Shape.TEXT, "Number in the HR system; at completion, else now"),
    Column("person", Shape.TEXT, "Legal name; at completion, else now"),
    Column("person_uuid", Shape.WORD, "Stays the same when a name changes", is_given=True),
    Column("department", Shape.TEXT, "At completion, else now"),
    Column("job_title", Shape.TEXT, "At completion, else now"),
    Column("manager", Shape.TEXT, "At completion, else now"),
    Column("employment", Shape.WORD, "employed or left, on the day of the report", is_given=True),
    Column("curriculum", Shape.TEXT, "Empty when nobody assigned it"),
    Column("cycle", Shape.NUMBER, "Which round of the assignment"),
    Column("required", Shape.WORD, "yes or no: whether the cycle needs this course"),
    Column("course", Shape.TEXT, "Title in the pinned version"),
    Column("course_slug", Shape.WORD, "Key of the course"),
    Column("version", Shape.NUMBER, "Number of the pinned version"),
    Column("content_hash", Shape.WORD, "SHA-256 of what was studied"),
    Column("language", Shape.WORD, "Language of the version"),
    Column("assigned_on", Shape.DAY, "Local day on which the cycle opened"),
    Column("reason", Shape.TEXT, "Why, by the rule of the cycle; the evidence has all reasons"),
    Column("assigned_by", Shape.TEXT, "Who gave that reason"),
    Column("due_on", Shape.DAY, "Last local day to do it"),
    Column("due_zone", Shape.WORD, "Time zone of that day"),
    Column("state", Shape.WORD, "completed, expired, open, overdue or withdrawn", is_given=True),
    Column("started", Shape.WORD, "yes once a lesson counts", is_given=True),
    Column("completed_at", Shape.INSTANT, "When the last required lesson counted"),
    Column("counts_until", Shape.DAY, "Last local day of it, where the curriculum is renewed"),
    Column("method", Shape.WORD, "studied, or corrected by two people"),
    Column("result", Shape.WORD, "passed where a lesson is scored"),
    Column("score_percent", Shape.NUMBER, "Mean of the scored required lessons", is_score=True),
    Column("pass_mark_percent", Shape.NUMBER, "What was asked for", is_score=True),
    Column("attempts", Shape.NUMBER, "Submitted attempts of the scored lessons", is_score=True),
    Column("certificate_code", Shape.WORD, "Enter it at /v/ to verify"),
    Column("certificate_state", Shape.WORD, "valid, expired or revoked"),
    Column("data_gaps", Shape.WORD, "What is missing, separated by semicolons", is_given=True),
    Column("state_since", Shape.INSTANT, "Since when the state holds", is_given=True),
)

POPULATION = (
    "Everybody who works in scope on the day of the report or worked there last before leaving; "
    "without a scope, everybody. A row belongs to the period when in it the assignment was made, "
    "the course was owed or completed, or its completion expired. One row per person, course of "
    "the curriculum and cycle; a completion that no assignment asked for has a row without a "
    "curriculum. What was withdrawn stays, as withdrawn. Expired was completed in a cycle whose "
    "time is over. Overdue and expired are judged at the moment of the request, where the person "
    "lives; a course that the cycle does not need is never overdue."
)

_ROWS = """
SELECT
  person.id AS person_id, asked.cycle_id, asked.tie_id, asked.enrollment_id,
  CASE WHEN record.id IS NULL THEN person.employee_number
       ELSE record.employee_number END AS employee_number,
  coalesce(record.person_name, person.legal_name) AS person,
  person.uuid AS person_uuid,
  CASE WHEN record.id IS NULL THEN department.name ELSE record.department_name END AS department,
  CASE WHEN record.id IS NULL THEN spell.job_title ELSE record.job_title END AS job_title,
  CASE WHEN record.id IS NULL THEN manager.legal_name ELSE record.manager_name END AS manager,
  CASE WHEN person.is_active AND spell.id IS NOT NULL THEN 'employed' ELSE 'left' END
    AS employment,
  curriculum.title AS curriculum, asked.ordinal AS cycle,
  CASE WHEN asked.is_required THEN 'yes' WHEN NOT asked.is_required THEN 'no' END AS required,
  coalesce(record.course_title, version.title) AS course,
  course.slug AS course_slug,
  coalesce(record.version_number, version.number) AS version,
  coalesce(record.content_hash, version.content_hash) AS content_hash,
  coalesce(record.language, version.language) AS language,
  asked.opens_on AS assigned_on, why.why AS reason, assigner.legal_name AS assigned_by,
  asked.due_on, CASE WHEN asked.due_on IS NOT NULL THEN asked.zone END AS due_zone,
  {state} AS state,
  CASE WHEN record.id IS NOT NULL OR EXISTS (
         SELECT FROM enrollments_lessoncompletion AS done
          WHERE done.enrollment_id = asked.enrollment_id) THEN 'yes' ELSE 'no' END AS started,
  record.completed_at, CASE WHEN record.id IS NOT NULL THEN asked.expires_on END AS counts_until,
  record.method,
  CASE WHEN record.score_percent IS NOT NULL THEN 'passed' END AS result,
  record.score_percent, record.pass_mark_percent, record.attempts,
  certificate.code AS certificate_code,
  CASE WHEN certificate.id IS NULL THEN NULL
       WHEN certificate.revoked_at IS NOT NULL THEN 'revoked'
       WHEN certificate.expires_on IS NOT NULL AND certificate.expires_on < {today} THEN 'expired'
       ELSE 'valid' END
    AS certificate_state,
  concat_ws('; ', {gaps}) AS data_gaps,
  CASE {state} WHEN 'completed' THEN record.completed_at
               WHEN 'expired' THEN {ended}
               WHEN 'overdue' THEN asked.due_at
               WHEN 'withdrawn' THEN coalesce(enrollment.withdrawn_at, why.revoked_at,
                                              rule.undone_at, asked.assigned_at)
               ELSE coalesce(why.granted_at, asked.assigned_at) END AS state_since
FROM (
  SELECT assignment.person_id, assignment.curriculum_id, assignment.assigned_at,
         cycle.id AS cycle_id, cycle.assignment_id, cycle.rule_id, cycle.ordinal, cycle.state,
         cycle.opens_on, cycle.due_on, cycle.due_at, cycle.zone, cycle.expires_on,
         tie.id AS tie_id, tie.is_required, tie.enrollment_id
    FROM curricula_cycle AS cycle
    JOIN curricula_assignment AS assignment ON assignment.id = cycle.assignment_id
    LEFT JOIN curricula_cycleenrollment AS tie ON tie.cycle_id = cycle.id
  UNION ALL
  SELECT lone.learner_id, NULL, lone.completed_at, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
         NULL, NULL, NULL, NULL, lone.id
    FROM enrollments_enrollment AS lone
   WHERE lone.state = 'completed'
     AND NOT EXISTS (SELECT FROM curricula_cycleenrollment AS tie
                      WHERE tie.enrollment_id = lone.id)
) AS asked
JOIN people_user AS person ON person.id = asked.person_id
LEFT JOIN people_employment AS spell
       ON spell.person_id = person.id AND spell.valid @> %(on)s::date
LEFT JOIN people_department AS department ON department.id = spell.department_id
LEFT JOIN people_user AS manager ON manager.id = spell.manager_id
LEFT JOIN curricula_curriculum AS curriculum ON curriculum.id = asked.curriculum_id
LEFT JOIN curricula_assignmentrule AS rule ON rule.id = asked.rule_id
LEFT JOIN people_user AS assigner ON assigner.id = rule.created_by_id
LEFT JOIN curricula_assignmentgrant AS why
       ON why.assignment_id = asked.assignment_id AND why.rule_id = asked.rule_id
LEFT JOIN enrollments_enrollment AS enrollment ON enrollment.id = asked.enrollment_id
LEFT JOIN courses_course AS course ON course.id = enrollment.course_id
LEFT JOIN courses_courseversion AS version ON version.id = enrollment.version_id
LEFT JOIN (SELECT * FROM enrollments_completionrecord AS stands
            WHERE NOT EXISTS (SELECT FROM enrollments_completionrecord AS newer
                               WHERE newer.supersedes_id = stands.id)) AS record
       ON record.enrollment_id = asked.enrollment_id
LEFT JOIN certificates_certificate AS certificate
       ON certificate.completion_id = record.id AND certificate.superseded_at IS NULL
WHERE (   (coalesce(why.granted_at, asked.assigned_at) >= %(from_at)s
           AND coalesce(why.granted_at, asked.assigned_at) < %(to_at)s)
       OR (record.completed_at >= %(from_at)s AND record.completed_at < %(to_at)s)
       OR (coalesce(why.granted_at, asked.assigned_at) < %(from_at)s
           AND CASE {state}
                 WHEN 'completed' THEN record.completed_at >= %(to_at)s
                 WHEN 'expired' THEN record.completed_at >= %(to_at)s
                   OR ({ended} >= %(from_at)s AND {ended} < %(to_at)s)
                 ELSE {state} <> 'withdrawn' END))
"""
# What counts until a day counts on all of it, where the person lives, as on the certificate. Most
# rows have no such day, and reckoning in a zone is dear: it is asked first whether there is one.
_ENDED = "((asked.expires_on + 1)::timestamp AT TIME ZONE asked.zone)"
_TODAY = "(%(judged_at)s AT TIME ZONE coalesce(asked.zone, 'UTC'))::date"
_STATE = f"""
CASE WHEN record.id IS NOT NULL AND asked.expires_on IS NOT NULL
          AND asked.expires_on < {_TODAY} THEN 'expired'
     WHEN record.id IS NOT NULL THEN 'completed'
     WHEN asked.state = 'withdrawn' OR enrollment.state = 'withdrawn' THEN 'withdrawn'
     WHEN asked.is_required IS NOT FALSE AND asked.due_at <= %(judged_at)s THEN 'overdue'
     ELSE 'open' END
"""
_GAPS = """
CASE WHEN coalesce(CASE WHEN record.id IS NULL THEN person.employee_number
                        ELSE record.employee_number END, '') = '' THEN 'no employee number' END,
CASE WHEN CASE WHEN record.id IS NULL THEN department.id IS NULL
               ELSE record.department_uuid IS NULL END THEN 'no department' END,
CASE WHEN CASE WHEN record.id IS NULL THEN spell.manager_id IS NULL
               ELSE record.manager_name = '' END THEN 'no manager' END,
CASE WHEN spell.id IS NOT NULL AND spell.hired_on IS NULL THEN 'no hire date' END,
CASE WHEN asked.cycle_id IS NULL THEN 'no assignment'
     WHEN asked.due_on IS NULL THEN 'no due date' END,
CASE WHEN asked.enrollment_id IS NULL THEN 'no enrollment'
     WHEN enrollment.state = 'completed' AND record.id IS NULL THEN 'no completion record' END,
CASE WHEN record.id IS NOT NULL AND certificate.id IS NULL THEN 'no certificate' END
"""


def rows(frame: Frame) -> str:
    """Return the SELECT of all rows, unordered, with the keys they are ordered by."""
    sql = _ROWS.format(state=_STATE, gaps=_GAPS, today=_TODAY, ended=_ENDED)
    if frame.departments is not None:
        sql += f" AND person.id IN ({PEOPLE_OF_SCOPE})"
    if frame.course is not None:
        sql += " AND course.uuid = %(course)s::uuid"
    return sql


KIND = Kind(
    name="completions",
    version=3,
    label=_("Completions"),
    description=_(
        "Who was asked to complete what, why and by when, and what became of it: one row per "
        "person, course and round."
    ),
    population=POPULATION,
    columns=COLUMNS,
    rows=rows,
    order="employee_number, person_id, cycle_id, tie_id, enrollment_id",
    totals_by="state",
    states=STATES,
)
