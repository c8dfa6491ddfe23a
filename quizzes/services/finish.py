"""The end of an attempt: score it, seal it, write it down, tell the completion engine."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from audit.services.record_many import record_many
from audit.verbs import Verb
from enrollments.services.complete_lesson import EnrollmentEnded, take_in
from people.models import User
from quizzes.models import Attempt, Response
from quizzes.scoring.points import Result
from quizzes.scoring.seal import Outcome, Step, digest
from quizzes.selectors.bank import bank
from quizzes.selectors.paper import Paper

# Change and trail in one statement: no row, no line.
_CLOSE = """
closed AS (
  UPDATE quizzes_attempt
     SET state = 'submitted', submitted_at = %s, score = %s, max_score = %s, passed = %s,
         digest = %s, late_by = %s, closed_by = %s
   WHERE id = %s AND state = 'in_progress'
  RETURNING uuid)
"""


@dataclass(frozen=True)
class End:
    """Who ends an attempt, when, and how long after the deadline. Time ends it for nobody."""

    at: datetime
    by: User | None = None

    def late_by(self, attempt: Attempt) -> timedelta | None:
        """Return how long after the deadline a submission came; None for in time."""
        is_late = attempt.deadline_at is not None and self.at > attempt.deadline_at
        return self.at - attempt.deadline_at if is_late and self.by else None  # type: ignore[operator]


def finish(paper: Paper, steps: Sequence[Response], end: End) -> bool:
    """Close a held attempt and return whether this call did it; its fields say how it went."""
    attempt, result = paper.attempt, paper.result()
    attempt.submitted_at = end.at
    attempt.score, attempt.max_score = result.score, result.max_score
    attempt.passed = result.is_passed
    attempt.late_by = end.late_by(attempt)
    attempt.closed_by = Attempt.ClosedBy.LEARNER if end.by else Attempt.ClosedBy.TIME
    outcome = Outcome(result.score, result.max_score, result.is_passed, end.at)
    attempt.digest = seal_of(attempt, outcome, steps)
    if not _close(attempt, result, end):
        return False
    attempt.state = Attempt.State.SUBMITTED
    _tell(attempt, result, end)
    return True


def seal_of(attempt: Attempt, outcome: Outcome, steps: Sequence[Response] | None = None) -> str:
    """Return the digest of an attempt; without steps given, as the database holds them."""
    if steps is None:
        steps = list(Response.objects.filter(attempt=attempt))
    keys = {question.pk: key for key, question in bank(attempt.quiz_id).items()}
    return digest(
        attempt=attempt.uuid,
        layout=attempt.layout,
        steps=[
            Step(keys[s.question_id], s.client_seq, s.answer, s.is_flagged, s.saved_at)
            for s in steps
        ],
        outcome=outcome,
    )


def _close(attempt: Attempt, result: Result, end: End) -> bool:
    """Move the state, with its audit line, and return whether this call did it."""
    quiz = attempt.quiz
    detail = {
        "lesson": quiz.lesson.key,
        "ordinal": attempt.ordinal,
        "passed": result.is_passed,
        "score_percent": str(result.percent),
        "pass_mark_percent": quiz.pass_mark_percent,
    }
    learner = attempt.enrollment.learner if end.by is None else end.by
    return bool(record_many(
        Verb.QUIZ_SUBMITTED if end.by else Verb.QUIZ_CLOSED,
        actor=end.by,
        target_kind=Attempt.__name__,
        at=end.at,
        with_sql=_CLOSE,
        rows="SELECT closed.uuid, %s::text, %s::uuid, %s::jsonb FROM closed",
        params=[
            end.at, result.score, result.max_score, result.is_passed, attempt.digest,
            attempt.late_by, attempt.closed_by, attempt.pk,
            attempt.audit_label(), learner.uuid, json.dumps(detail),
        ],
    ))  # fmt: skip


def _tell(attempt: Attempt, result: Result, end: End) -> None:
    quiz = attempt.quiz
    try:
        take_in(
            enrollment=attempt.enrollment,
            lesson=quiz.lesson,
            by=end.by,
            at=end.at,
            passed=result.is_passed,
            score_percent=result.percent,
            attempts=attempt.ordinal,
            pass_mark_percent=quiz.pass_mark_percent,
        )
    except EnrollmentEnded:
        if end.by is not None:
            raise
        # Withdrawn while the clock ran: the attempt ends all the same and counts for nothing.
