"""Keep what the learner marked: a new step each time, the highest sequence counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from common.errors import Conflict, InvalidInput
from people.models import User
from quizzes.models import Attempt, Question, Response
from quizzes.question_types import TYPES
from quizzes.services.locks import lock_attempt

HIGHEST_SEQ = 100_000


@dataclass(frozen=True)
class Receipt:
    """What the server holds now; a page says “saved” on seeing this and at no other moment."""

    stored_seq: int
    saved_at: datetime


class StaleAnswer(Conflict):
    """A newer answer is stored; `stored` is that one."""

    code = "stale"

    def __init__(self, stored: Response) -> None:
        super().__init__(_("A newer answer to this question is saved from another page."))
        self.stored = stored


class AlreadySubmitted(Conflict):
    """The attempt takes no more answers."""

    code = "submitted"

    def __init__(self) -> None:
        super().__init__(_("This attempt is submitted. Its answers stay as they were."))


@transaction.atomic
def save_answer(
    *,
    attempt: Attempt,
    place: int,
    client_seq: object,
    answer: Any,
    is_flagged: bool,
    by: User,
    at: datetime,
) -> Receipt:
    """Store one step of the answer at a place and return the receipt.

    Sent again after a lost response, the same step gives its receipt once more. Saving writes no
    audit line: the steps themselves are insert-only and sealed by the digest at submission.
    """
    seq = _checked_seq(client_seq)
    if lock_attempt(attempt).state != Attempt.State.IN_PROGRESS:
        raise AlreadySubmitted
    question = question_at(attempt, place)
    canonical = None if answer is None else TYPES[question.type].parse(question.body, answer)
    steps = Response.objects.filter(attempt=attempt, question=question)
    stored = steps.order_by("-client_seq").first()
    if stored and seq <= stored.client_seq:
        is_same = (stored.client_seq, stored.answer, stored.is_flagged) == (
            seq,
            canonical,
            is_flagged,
        )
        if not is_same:
            raise StaleAnswer(stored)
        return Receipt(stored.client_seq, stored.saved_at)
    step = Response.objects.create(
        attempt=attempt, question=question, client_seq=seq, answer=canonical,
        is_flagged=is_flagged, saved_at=at,
    )  # fmt: skip
    return Receipt(step.client_seq, step.saved_at)


def question_at(attempt: Attempt, place: int) -> Question:
    """Return the question that the attempt asks at a place, counted from one; else Http404."""
    keys = attempt.question_keys()
    if not 1 <= place <= len(keys):
        raise Http404
    return Question.objects.get(quiz_id=attempt.quiz_id, key=keys[place - 1])


def _checked_seq(value: object) -> int:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 8:
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= HIGHEST_SEQ:
        raise InvalidInput(
            _("The sequence number is a whole number from 1 to %(highest)s.")
            % {"highest": HIGHEST_SEQ},
            field="client_seq",
        )
    return value
