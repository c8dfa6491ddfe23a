"""What the endpoints of quizzes give out: named fields only, so no key can slip in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from rest_framework import serializers

from quizzes.models import Attempt
from quizzes.selectors.paper import Paper, Slot
from quizzes.selectors.review import Review


class QuestionShape(serializers.Serializer[Any]):
    """One question as it stands in front of the learner."""

    place = serializers.IntegerField()
    type = serializers.CharField()
    stem_html = serializers.CharField()
    hint = serializers.CharField()
    shown = serializers.DictField(help_text="Options by id, in the order of this attempt.")
    answer = serializers.DictField(allow_null=True, help_text="In the form in which it is sent.")
    is_answered = serializers.BooleanField()
    is_scored = serializers.BooleanField(help_text="If not, it may stay empty.")
    is_flagged = serializers.BooleanField()
    stored_seq = serializers.IntegerField(help_text="Send a higher client_seq to change it.")


class AttemptShape(serializers.Serializer[Any]):
    """An attempt of one's own."""

    uuid = serializers.UUIDField()
    ordinal = serializers.IntegerField()
    state = serializers.ChoiceField(choices=Attempt.State.choices)
    started_at = serializers.DateTimeField()
    submitted_at = serializers.DateTimeField(allow_null=True)
    deadline_at = serializers.DateTimeField(
        allow_null=True, help_text="When the time is up; null for no limit."
    )
    server_time = serializers.DateTimeField(help_text="Count from this, not from your own clock.")
    pass_mark_percent = serializers.IntegerField()
    questions = QuestionShape(many=True)


class ReceiptShape(serializers.Serializer[Any]):
    """The server's word that an answer is stored."""

    stored_seq = serializers.IntegerField()
    saved_at = serializers.DateTimeField()
    deadline_at = serializers.DateTimeField(
        allow_null=True, help_text="It may have moved later since the attempt began."
    )


class LineShape(serializers.Serializer[Any]):
    """One line of a reviewed answer; what the policy holds back is empty."""

    text = serializers.CharField()
    role = serializers.CharField(help_text="Empty for what could be answered.")
    given = serializers.CharField()
    expected = serializers.CharField()
    given_at = serializers.IntegerField(allow_null=True, help_text="Place on a scale.")
    expected_at = serializers.IntegerField(allow_null=True)
    is_own = serializers.BooleanField()
    mark = serializers.CharField()
    feedback = serializers.CharField()


class ReviewedShape(serializers.Serializer[Any]):
    """One question of a result."""

    place = serializers.IntegerField()
    verdict = serializers.CharField()
    consequence = serializers.CharField()
    lines = LineShape(many=True)


class SaidShape(serializers.Serializer[Any]):
    """The answers given with one word of certainty."""

    word = serializers.CharField()
    answers = serializers.IntegerField()
    right = serializers.IntegerField()


class CalibrationShape(serializers.Serializer[Any]):
    """How sure the learner was, beside how right."""

    answers = serializers.IntegerField()
    said_percent = serializers.IntegerField()
    right_percent = serializers.IntegerField()
    verdict = serializers.ChoiceField(choices=["over", "under", "fits", "unclear"])
    rows = SaidShape(many=True)


class ReadAgainShape(serializers.Serializer[Any]):
    """A lesson that prepares for what was missed."""

    key = serializers.CharField()
    title = serializers.CharField()
    minutes = serializers.IntegerField()


class GradeShape(serializers.Serializer[Any]):
    """A later grade by a corrected key; the result of the day stays beside it."""

    score = serializers.DecimalField(max_digits=7, decimal_places=3, source="new_score")
    max_score = serializers.DecimalField(max_digits=7, decimal_places=3, source="new_max")
    percent = serializers.IntegerField(source="new_percent")
    passed = serializers.BooleanField(source="passed_after")
    reason = serializers.CharField()
    made_at = serializers.DateTimeField()


class ResultShape(serializers.Serializer[Any]):
    """What an attempt came to."""

    uuid = serializers.UUIDField()
    ordinal = serializers.IntegerField()
    passed = serializers.BooleanField()
    score = serializers.DecimalField(max_digits=7, decimal_places=3)
    max_score = serializers.DecimalField(max_digits=7, decimal_places=3)
    percent = serializers.DecimalField(max_digits=5, decimal_places=2)
    pass_mark_percent = serializers.IntegerField()
    attempts_left = serializers.IntegerField(allow_null=True)
    next_attempt_from = serializers.DateTimeField(
        allow_null=True, help_text="Another attempt may begin then; null for no wait."
    )
    submitted_at = serializers.DateTimeField()
    closed_by = serializers.ChoiceField(choices=["learner", "time"])
    late_by_seconds = serializers.FloatField(help_text="How long after the deadline it came.")
    questions = ReviewedShape(many=True)
    read_again = ReadAgainShape(many=True)
    calibration = CalibrationShape(allow_null=True)
    regraded = GradeShape(many=True, help_text="Later grades by corrected keys, the latest last.")


def attempt_body(paper: Paper, *, at: datetime) -> dict[str, Any]:
    """Return an attempt as `AttemptShape` says it."""
    attempt = paper.attempt
    told = {
        "uuid": attempt.uuid,
        "ordinal": attempt.ordinal,
        "state": attempt.state,
        "started_at": attempt.started_at,
        "submitted_at": attempt.submitted_at,
        "deadline_at": attempt.deadline_at,
        "server_time": at,
        "pass_mark_percent": attempt.quiz.pass_mark_percent,
        "questions": [_question(slot) for slot in paper.slots],
    }
    return dict(AttemptShape(told).data)


def _question(slot: Slot) -> dict[str, Any]:
    return {
        "place": slot.place,
        "type": slot.question.type,
        "stem_html": slot.words.stem_html,
        "hint": slot.hint,
        "shown": slot.shown,
        "answer": slot.answer,
        "is_answered": slot.is_answered,
        "is_scored": slot.is_scored,
        "is_flagged": slot.is_flagged,
        "stored_seq": slot.stored_seq,
    }


def result_body(review: Review) -> dict[str, Any]:
    """Return a result as `ResultShape` says it."""
    attempt, result = review.attempt, review.result
    told = {
        "uuid": attempt.uuid,
        "ordinal": attempt.ordinal,
        "passed": attempt.passed,
        "score": result.score,
        "max_score": result.max_score,
        "percent": result.percent,
        "pass_mark_percent": attempt.quiz.pass_mark_percent,
        "attempts_left": 0 if review.standing.is_passed else review.standing.left,
        "next_attempt_from": review.standing.waits_until,
        "submitted_at": attempt.submitted_at,
        "closed_by": attempt.closed_by or Attempt.ClosedBy.LEARNER,
        "late_by_seconds": attempt.late_by.total_seconds() if attempt.late_by else 0.0,
        "questions": [
            {"place": found.slot.place, "verdict": found.verdict,
             "consequence": found.consequence, "lines": found.lines}
            for found in review.questions
        ],
        "read_again": review.read_again,
        "calibration": review.calibration,
        "regraded": review.grades,
    }  # fmt: skip
    return dict(ResultShape(told).data)
