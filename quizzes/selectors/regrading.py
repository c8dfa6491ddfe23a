"""What regrading would do, before anybody does it: counts for authors, changes for the service."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from itertools import islice
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from quizzes.models import Attempt, GradeEvent, Quiz, Response
from quizzes.question_types import TYPES
from quizzes.scoring.regrade import Mark, Regraded, fingerprint, regraded
from quizzes.selectors.corrections import Corrections, corrections_of

TOGETHER = 500
Answers = Mapping[tuple[int, int], Any]
Points = Mapping[str, Fraction | None]


@dataclass(frozen=True)
class Change:
    """One attempt that comes out differently."""

    attempt_id: int
    uuid: UUID
    enrollment_id: int
    quiz_id: int
    ordinal: int
    result: Regraded


@dataclass(frozen=True)
class Preview:
    """Who would change, in counts: how many, which way, and what becomes of their pass."""

    corrections: Corrections
    attempts: int
    changes: Sequence[Change]
    gaining: int  # people without a pass who get one
    fingerprint: str

    def counts(self) -> dict[str, int]:
        """Return the counts that an author sees and the trail keeps."""
        results = [change.result for change in self.changes]
        return {
            "attempts": self.attempts,
            "changed": len(results),
            # By percent, which comes of the exact sum: thirds are rounded in the stored score.
            "higher": sum(r.after.percent > r.before.percent for r in results),
            "lower": sum(r.after.percent < r.before.percent for r in results),
            "people_gaining_a_pass": self.gaining,
            "passes_kept": sum(r.keeps_pass for r in results),
        }


def preview_of(quiz: Quiz) -> Preview:
    """Return what the quiz of the effective version would change in attempts at earlier ones.

    Queries: two for the questions, one for the attempts, two for each five hundred of them, and
    one for passes.
    """
    corrections = corrections_of(quiz)
    asked = _asked(corrections)
    changes = list(changes_among(corrections, asked)) if asked is not None else []
    return Preview(
        corrections=corrections,
        attempts=0 if asked is None else asked.count(),
        changes=changes,
        gaining=_gaining(changes),
        fingerprint=fingerprint(str(quiz.uuid), [(str(c.uuid), c.result) for c in changes]),
    )


def changes_of(quiz: Quiz, attempt_ids: Sequence[int]) -> list[Change]:
    """Return the changes of some attempts, to be written."""
    corrections = corrections_of(quiz)
    asked = _asked(corrections)
    if asked is None:
        return []
    return list(changes_among(corrections, asked.filter(pk__in=attempt_ids)))


def _asked(corrections: Corrections) -> QuerySet[Attempt] | None:
    """Return the submitted attempts that asked a corrected question; None if there is none."""
    asked = [
        Q(quiz_id=quiz, layout__questions__contains=[{"key": key}])
        for quiz, keys in corrections.keys.items()
        for key in keys
    ]
    if not asked:
        return None
    rows = Attempt.objects.filter(reduce(or_, asked), state=Attempt.State.SUBMITTED)
    return rows.order_by("enrollment_id", "ordinal")


def changes_among(corrections: Corrections, attempts: QuerySet[Attempt]) -> Iterator[Change]:
    """Yield the changes, reading answers and earlier grades for five hundred attempts at a time."""
    rows = iter(attempts.defer("digest"))
    while chunk := list(islice(rows, TOGETHER)):
        answers = _answers(corrections, chunk)
        graded = _graded(chunk)
        for attempt in chunk:
            events = graded.get(attempt.pk, [])
            result = _regraded(corrections, attempt, answers, events)
            if result:
                yield Change(
                    attempt.pk, attempt.uuid, attempt.enrollment_id, attempt.quiz_id,
                    attempt.ordinal, result,
                )  # fmt: skip


def _answers(corrections: Corrections, attempts: Sequence[Attempt]) -> Answers:
    scored = [row.pk for rows in corrections.questions.values() for row in rows.values()]
    rows = Response.objects.filter(attempt__in=attempts, question__in=scored)
    latest = rows.order_by("attempt_id", "question_id", "-client_seq")
    found = latest.distinct("attempt_id", "question_id")
    return {
        (attempt, question): answer
        for attempt, question, answer in found.values_list("attempt_id", "question_id", "answer")
    }


def _graded(attempts: Sequence[Attempt]) -> dict[int, list[GradeEvent]]:
    found: dict[int, list[GradeEvent]] = defaultdict(list)
    for event in GradeEvent.objects.filter(attempt__in=attempts).order_by("id"):
        found[event.attempt_id].append(event)
    return found


def _regraded(
    corrections: Corrections, attempt: Attempt, answers: Answers, events: Sequence[GradeEvent]
) -> Regraded | None:
    until_now = points_of(events)
    keys = corrections.keys[attempt.quiz_id]
    marks = []
    for key in attempt.question_keys():
        question = corrections.questions[attempt.quiz_id].get(key)
        if question is None:
            continue  # not scored
        score, answer = TYPES[question.type].score, answers.get((attempt.pk, question.pk))
        before = until_now[key] if key in until_now else score(question.answer_key, answer)
        new = keys.get(key, question.answer_key)
        after = before if key not in keys else None if new is None else score(new, answer)
        marks.append(Mark(key, before, after))
    return regraded(
        marks,
        pass_mark_percent=corrections.earlier[attempt.quiz_id].pass_mark_percent,
        has_passed=events[-1].passed_after if events else bool(attempt.passed),
    )


def points_of(events: Sequence[GradeEvent]) -> Points:
    """Return the points of the questions that earlier regradings changed, as they stand now."""
    return {
        mark["key"]: None if mark["after"] is None else Fraction(mark["after"])
        for event in events
        for mark in event.questions
    }


def _gaining(changes: Sequence[Change]) -> int:
    """Return how many enrollments get their first pass at the quiz (one query)."""
    gain = {change.enrollment_id for change in changes if change.result.gains_pass}
    quizzes = {change.quiz_id for change in changes}
    passed = Attempt.objects.filter(enrollment__in=gain, quiz__in=quizzes).passing()
    return len(gain - set(passed.values_list("enrollment_id", flat=True)))
