"""The invariants of attempts, asked of the database: no row of `BROKEN` is a fault."""

from __future__ import annotations

import json

from django.db import connection

from quizzes.api.shapes import attempt_body
from quizzes.models import Attempt, Response
from quizzes.scoring.seal import Outcome
from quizzes.selectors.paper import paper_of
from quizzes.services.finish import seal_of

BROKEN = """
SELECT 'I1' AS id, count(*) FROM (
  SELECT 1 FROM quizzes_attempt WHERE state = 'in_progress'
   GROUP BY enrollment_id, quiz_id HAVING count(*) > 1) AS i1
UNION ALL SELECT 'I2', count(*) FROM (
  SELECT 1 FROM quizzes_attempt a JOIN quizzes_quiz q ON q.id = a.quiz_id
   GROUP BY a.enrollment_id, a.quiz_id, q.attempt_limit
  HAVING max(ordinal) <> count(*) OR min(ordinal) <> 1 OR count(DISTINCT ordinal) <> count(*)
      OR count(*) > q.attempt_limit + (
           SELECT count(*) FROM quizzes_override o WHERE o.kind = 'attempt'
              AND o.enrollment_id = a.enrollment_id AND o.quiz_id = a.quiz_id)) AS i2
UNION ALL SELECT 'I3 state', count(*) FROM quizzes_attempt
   WHERE (state = 'in_progress') IS DISTINCT FROM (submitted_at IS NULL)
UNION ALL SELECT 'I3 event', count(*) FROM quizzes_attempt a WHERE state = 'submitted' AND 1 <> (
   SELECT count(*) FROM audit_auditevent e WHERE e.target_uuid = a.uuid
      AND e.verb IN ('quiz.submitted', 'quiz.closed'))
UNION ALL SELECT 'I4', count(*) FROM quizzes_response s
   JOIN quizzes_attempt a ON a.id = s.attempt_id
   WHERE s.saved_at > a.deadline_at + a.grace_seconds * interval '1 second'
UNION ALL SELECT 'I4 submit', count(*) FROM quizzes_attempt WHERE closed_by = 'learner'
   AND submitted_at > deadline_at + grace_seconds * interval '1 second'
UNION ALL SELECT 'I7', count(*) FROM (SELECT 1 FROM quizzes_response
   GROUP BY attempt_id, question_id, client_seq HAVING count(*) > 1) AS i7
UNION ALL SELECT 'I8', count(*) FROM enrollments_enrollment e WHERE (e.state = 'completed')
   IS DISTINCT FROM (EXISTS (SELECT 1 FROM enrollments_completionrecord r
                              WHERE r.enrollment_id = e.id AND r.completed_at = e.completed_at))
UNION ALL SELECT 'I8 rule', count(*) FROM enrollments_enrollment e WHERE (e.state = 'completed')
   IS DISTINCT FROM (
     EXISTS (SELECT 1 FROM quizzes_attempt a WHERE a.enrollment_id = e.id AND passed)
     AND NOT EXISTS (SELECT 1 FROM courses_lesson l WHERE l.version_id = e.version_id
       AND l.kind = 'reading' AND NOT EXISTS (SELECT 1 FROM enrollments_lessoncompletion d
         WHERE d.enrollment_id = e.id AND d.lesson_id = l.id)))
UNION ALL SELECT 'I25', count(*) FROM (SELECT 1 FROM common_keyedrequest
   GROUP BY person_uuid, endpoint, key HAVING count(*) > 1) AS i25
UNION ALL SELECT 'I33', count(*) FROM quizzes_override WHERE granted_by_id = learner_id
"""


def broken() -> list[str]:
    """Return which invariants do not hold in the database."""
    with connection.cursor() as cursor:
        cursor.execute(BROKEN)
        return [name for name, count in cursor.fetchall() if count]


def prepare() -> None:
    """Plan the question once for this connection: it is asked thousands of times."""
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")
        cursor.execute(f"PREPARE broken_invariants AS {BROKEN}")


def broken_as_prepared() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("EXECUTE broken_invariants")
        return [name for name, count in cursor.fetchall() if count]


def is_sealed(row: Attempt, steps: list[Response]) -> bool:
    """Return whether the digest still fits what is stored (I3)."""
    outcome = Outcome(row.score, row.max_score, row.passed, row.submitted_at)
    return seal_of(row, outcome, steps) == row.digest


def is_scored(row: Attempt, steps: list[Response]) -> bool:
    """Return whether the score is what the answers earn (I5)."""
    return paper_of(row, steps).result().score == row.score


def tells_the_key(row: Attempt, steps: list[Response]) -> bool:
    """Return whether an open attempt would tell a key or feedback (I6)."""
    told = json.dumps(attempt_body(paper_of(row, steps), at=row.started_at), default=str)
    return "canary" in told
