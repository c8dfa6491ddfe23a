"""Close an attempt: score it, seal it, and tell the completion engine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import ngettext

from audit.services.record import record
from audit.verbs import Verb
from common.errors import Conflict
from enrollments.services.complete_lesson import complete_lesson
from people.models import User
from quizzes.models import Attempt, Response
from quizzes.scoring.points import Result
from quizzes.scoring.seal import Outcome, Step, digest
from quizzes.selectors.paper import load_paper
from quizzes.services.locks import lock_attempt


class Unanswered(Conflict):
    """Some questions are open; they count as wrong once the learner accepts that."""

    code = "unanswered"

    def __init__(self, count: int) -> None:
        super().__init__(
            ngettext(
                "%(count)s question is unanswered and would count as wrong.",
                "%(count)s questions are unanswered and would count as wrong.",
                count,
            )
            % {"count": count}
        )
        self.count = count


@dataclass(frozen=True)
class Submission:
    """The submitted attempt, and whether this call submitted it."""

    attempt: Attempt
    is_new: bool


@transaction.atomic
def submit_attempt(
    *, attempt: Attempt, by: User, at: datetime, accept_unanswered: bool = False
) -> Submission:
    """Submit once: of several racing submits one closes the attempt, the others get its result."""
    locked = lock_attempt(attempt)
    if locked.state == Attempt.State.SUBMITTED:
        return Submission(locked, is_new=False)
    paper = load_paper(locked)
    if paper.unanswered and not accept_unanswered:
        raise Unanswered(len(paper.unanswered))
    result = paper.result()
    if not _close(locked, result, at):
        return Submission(_reread(locked), is_new=False)
    _tell(locked, result, by, at)
    return Submission(_reread(locked), is_new=True)


def seal_of(attempt: Attempt, outcome: Outcome) -> str:
    """Return the digest of an attempt as the database holds it."""
    steps = Response.objects.filter(attempt=attempt).values_list(
        "question__key", "client_seq", "answer", "is_flagged", "saved_at"
    )
    return digest(
        attempt=attempt.uuid,
        layout=attempt.layout,
        steps=[Step(*step) for step in steps],
        outcome=outcome,
    )


def _close(attempt: Attempt, result: Result, at: datetime) -> bool:
    """Move the state and return whether this call did it."""
    outcome = Outcome(result.score, result.max_score, result.is_passed, at)
    still_open = Attempt.objects.filter(pk=attempt.pk, state=Attempt.State.IN_PROGRESS)
    changed = still_open.update(
        state=Attempt.State.SUBMITTED,
        submitted_at=at,
        score=result.score,
        max_score=result.max_score,
        passed=result.is_passed,
        digest=seal_of(attempt, outcome),
    )
    return changed == 1


def _reread(attempt: Attempt) -> Attempt:
    return Attempt.objects.select_related("enrollment", "quiz__lesson").get(pk=attempt.pk)


def _tell(attempt: Attempt, result: Result, by: User, at: datetime) -> None:
    quiz, enrollment = attempt.quiz, attempt.enrollment
    record(
        Verb.QUIZ_SUBMITTED, actor=by, target=attempt, at=at, subject=by,
        detail={
            "lesson": quiz.lesson.key,
            "ordinal": attempt.ordinal,
            "passed": result.is_passed,
            "score_percent": str(result.percent),
            "pass_mark_percent": quiz.pass_mark_percent,
        },
    )  # fmt: skip
    complete_lesson(
        enrollment=enrollment,
        lesson=quiz.lesson,
        by=by,
        at=at,
        passed=result.is_passed,
        score_percent=result.percent,
        attempts=attempt.ordinal,
        pass_mark_percent=quiz.pass_mark_percent,
    )
