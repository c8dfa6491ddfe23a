"""Write grade events, and give the pass to whom a corrected key gives it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db import transaction

from audit.services.record_many import record_many
from audit.verbs import Verb
from common import outbox
from common.concurrency.one_at_a_time import only_one
from enrollments.models import Enrollment
from enrollments.services.complete_lesson import complete_lesson
from quizzes.models import Attempt, GradeEvent, Regrade
from quizzes.scoring.regrade import Mark
from quizzes.selectors.regrading import Change, changes_of

BATCH = 200
_LOCK = 0x67726164  # "grad": the namespace of our advisory locks
# No numbers in the trail: who reads it sees what happened, and scores stay with their owner.
_LINES = """
SELECT attempt.uuid, 'Attempt ' || attempt.ordinal, learner.uuid,
       jsonb_build_object('regrade', %s::text, 'passed_before', event.passed_before,
                          'passed_after', event.passed_after)
  FROM quizzes_gradeevent AS event
  JOIN quizzes_attempt AS attempt ON attempt.id = event.attempt_id
  JOIN enrollments_enrollment AS enrollment ON enrollment.id = attempt.enrollment_id
  JOIN people_user AS learner ON learner.id = enrollment.learner_id
 WHERE event.regrade_id = %s AND event.attempt_id = ANY(%s)
"""


@transaction.atomic
def write_grades(*, regrade: Regrade, changes: Sequence[Change], at: datetime) -> None:
    """Write the events of some attempts, their audit lines and the passes they bring."""
    version = regrade.quiz.lesson.version
    GradeEvent.objects.bulk_create(
        [
            GradeEvent(
                attempt_id=change.attempt_id, regrade=regrade, version=version,
                reason=regrade.reason, made_by=regrade.requested_by, made_at=at,
                **_outcome(change),
            )
            for change in changes
        ]
    )  # fmt: skip
    written = [change.attempt_id for change in changes]
    record_many(
        Verb.ATTEMPT_REGRADED, actor=regrade.requested_by, target_kind="Attempt", at=at,
        reason=regrade.reason, rows=_LINES, params=[str(regrade.uuid), regrade.pk, written],
    )  # fmt: skip
    gaining = {change.attempt_id: change for change in changes if change.result.gains_pass}
    # In one order, so that two regradings that meet wait for each other and never for good.
    rows = Attempt.objects.filter(pk__in=gaining, enrollment__in=_studied())
    for attempt in rows.select_related("enrollment", "quiz__lesson").order_by(
        "enrollment", "ordinal"
    ):
        _pass(attempt, gaining[attempt.pk], regrade, at)
    done = GradeEvent.objects.filter(regrade=regrade).count()
    Regrade.objects.filter(pk=regrade.pk).update(attempts_done=done)


def _outcome(change: Change) -> dict[str, Any]:
    result = change.result
    return {
        "questions": [_told(mark) for mark in result.questions],
        "old_score": result.before.score,
        "old_max": result.before.max_score,
        "new_score": result.after.score,
        "new_max": result.after.max_score,
        "passed_before": result.passed_before,
        "passed_after": result.passed_after,
    }


def _told(mark: Mark) -> dict[str, str | None]:
    return {"key": mark.key, "before": _plain(mark.before), "after": _plain(mark.after)}


def _plain(points: Fraction | None) -> str | None:
    return None if points is None else str(points)


def _studied() -> Any:
    # A withdrawn enrollment has ended: its attempt is regraded, and nothing is completed.
    return Enrollment.objects.studied()


def _pass(attempt: Attempt, change: Change, regrade: Regrade, at: datetime) -> None:
    """Tell the completion engine; a lesson that counts already stays as it is."""
    complete_lesson(
        enrollment=attempt.enrollment,
        lesson=attempt.quiz.lesson,
        by=regrade.requested_by,
        at=at,
        passed=True,
        score_percent=change.result.after.percent,
        attempts=attempt.ordinal,
        pass_mark_percent=attempt.quiz.pass_mark_percent,
    )


def finish(*, regrade: Regrade, at: datetime) -> None:
    """Close a regrading whose attempts are all done."""
    running = Regrade.objects.filter(pk=regrade.pk, state=Regrade.State.RUNNING)
    running.update(state=Regrade.State.DONE, finished_at=at)
    regrade.refresh_from_db()


def deliver(*, row_id: int, at: datetime) -> bool:
    """Do what one RegradeRequested owes; a second worker with the same row leaves it alone."""
    with only_one(namespace=_LOCK, row_id=row_id) as is_mine:
        return is_mine and outbox.perform(
            row_id=row_id,
            prepare=lambda payload: work_through(payload, at=at),
            effect=lambda _payload, regrade, closed_at: finish(regrade=regrade, at=closed_at),
        )


def work_through(payload: dict[str, Any], *, at: datetime) -> Regrade:
    """Write batch after batch, each in its own transaction; a killed worker goes on from there."""
    regrade = Regrade.objects.select_related("requested_by", "quiz__lesson__version").get(
        uuid=payload["regrade_uuid"]
    )
    done = set(GradeEvent.objects.filter(regrade=regrade).values_list("attempt_id", flat=True))
    open_ids = [found for found in regrade.attempt_ids if found not in done]
    for start in range(0, len(open_ids), BATCH):
        changes = changes_of(regrade.quiz, open_ids[start : start + BATCH])
        write_grades(regrade=regrade, changes=changes, at=at)
    return regrade
