"""The learner's own quiz attempts: the same services as the pages, JSON in and out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from common.clock import now
from common.errors import Conflict
from common.idempotency.api import KEY_HEADER, idempotent
from enrollments.player import lesson_context
from people.access import viewer_of
from people.roles import Permission
from quizzes.api import shapes
from quizzes.selectors.bank import quiz_of
from quizzes.selectors.mine import my_attempt
from quizzes.selectors.paper import load_paper
from quizzes.selectors.review import review_of
from quizzes.services.close_overdue import close_if_over
from quizzes.services.save_answer import StaleAnswer, TimeIsOver, save_answer
from quizzes.services.start_attempt import start_attempt
from quizzes.services.submit_attempt import submit_attempt


class QuizAttempts(APIView):
    """Begin attempts."""

    access = Permission.LEARN

    @extend_schema_serializer(component_name="QuizStart")
    class Input(serializers.Serializer[Any]):
        """Which quiz, in which enrollment."""

        enrollment = serializers.UUIDField()
        lesson = serializers.SlugField(max_length=60)

    @extend_schema(
        request=Input,
        parameters=[KEY_HEADER],
        responses={201: shapes.AttemptShape, 200: shapes.AttemptShape},
        operation_id="quiz_attempts_start",
    )
    @idempotent("quiz-start")
    def post(self, request: Request) -> Response:
        """Begin an attempt (201), or return the open one (200)."""
        sent = self.Input(data=request.data)
        sent.is_valid(raise_exception=True)
        viewer, given = viewer_of(request), sent.validated_data
        context = lesson_context(viewer, given["enrollment"], given["lesson"])
        at = now()
        started = start_attempt(
            enrollment=context.enrollment, quiz=quiz_of(context.lesson.pk), by=viewer.user, at=at
        )
        body = shapes.attempt_body(load_paper(started.attempt), at=at)
        return Response(body, status=201 if started.is_new else 200)


class QuizAttempt(APIView):
    """One attempt."""

    access = Permission.LEARN

    @extend_schema(responses=shapes.AttemptShape, operation_id="quiz_attempts_show")
    def get(self, request: Request, attempt: UUID) -> Response:
        """Return an attempt of one's own with its questions and saved answers."""
        found = my_attempt(viewer_of(request), attempt)
        close_if_over(attempt=found, at=found.read_at)
        return Response(shapes.attempt_body(load_paper(found), at=found.read_at))


class QuizAnswer(APIView):
    """The answer at one place of an attempt."""

    access = Permission.LEARN

    @extend_schema_serializer(component_name="QuizAnswer")
    class Input(serializers.Serializer[Any]):
        """The answer; `null` takes it back. Its form depends on the type of the question."""

        client_seq = serializers.JSONField(help_text="Higher than stored_seq.")
        answer = serializers.JSONField(
            allow_null=True,
            help_text='{"choice": id}, {"choices": [ids]}, {"pairs": {prompt: answer}}, '
            '{"order": [ids]}, {"phrases": [ids]}, {"ratings": {reply: 1-5}}, {"text": text} or '
            '{"choice": id, "sure": "guess" | "fairly" | "sure"}',
        )
        is_flagged = serializers.BooleanField(default=False)

    @extend_schema(
        request=Input, responses=shapes.ReceiptShape, operation_id="quiz_attempts_save_answer"
    )
    def put(self, request: Request, attempt: UUID, place: int) -> Response:
        """Store an answer and return the receipt; a stale one gets the newer answer with 409."""
        sent = self.Input(data=request.data)
        sent.is_valid(raise_exception=True)
        viewer = viewer_of(request)
        found = my_attempt(viewer, attempt)
        try:
            receipt = save_answer(
                attempt=found,
                place=place,
                **sent.validated_data,
                by=viewer.user,
                at=found.read_at,
            )
        except StaleAnswer as stale:
            return _stale(stale)
        except TimeIsOver:
            close_if_over(attempt=found, at=found.read_at)
            raise
        return Response(shapes.ReceiptShape(receipt).data)


class QuizSubmission(APIView):
    """The end of an attempt."""

    access = Permission.LEARN

    @extend_schema_serializer(component_name="QuizSubmission")
    class Input(serializers.Serializer[Any]):
        """Whether open questions may count as wrong."""

        accept_unanswered = serializers.BooleanField(default=False)

    @extend_schema(
        request=Input,
        parameters=[KEY_HEADER],
        responses=shapes.ResultShape,
        operation_id="quiz_attempts_submit",
    )
    @idempotent("quiz-submit")
    def post(self, request: Request, attempt: UUID) -> Response:
        """Submit and return the result; a second submit returns the same result."""
        sent = self.Input(data=request.data)
        sent.is_valid(raise_exception=True)
        viewer = viewer_of(request)
        found = my_attempt(viewer, attempt)
        at = found.read_at
        done = submit_attempt(attempt=found, **sent.validated_data, by=viewer.user, at=at).attempt
        return Response(shapes.result_body(review_of(done, at=at)))


class QuizResult(APIView):
    """The result of an attempt."""

    access = Permission.LEARN

    @extend_schema(responses=shapes.ResultShape, operation_id="quiz_attempts_result")
    def get(self, request: Request, attempt: UUID) -> Response:
        """Return the result with as much feedback as the review policy allows by now."""
        found = my_attempt(viewer_of(request), attempt)
        if not close_if_over(attempt=found, at=found.read_at):
            raise Conflict(_("This attempt is not submitted yet."))
        return Response(shapes.result_body(review_of(found, at=found.read_at)))


def _stale(stale: StaleAnswer) -> Response:
    body = {
        "type": f"about:blank#{stale.code}",
        "title": "Conflict",
        "status": stale.status,
        "detail": stale.message,
        "stored_seq": stale.stored.client_seq,
        "answer": stale.stored.answer,
        "is_flagged": stale.stored.is_flagged,
        "saved_at": stale.stored.saved_at,
        "sent": {"answer": stale.sent, "is_flagged": stale.is_flagged},
    }
    return Response(body, status=stale.status, content_type="application/problem+json")
