"""Keep what the learner marked: a new step each time, the highest sequence counts."""

from __future__ import annotations

import json
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.http import Http404
from django.utils.translation import gettext as _

from common.concurrency.patience import patient
from common.errors import Busy, Conflict, InvalidInput
from people.models import User
from quizzes.models import Attempt, Question, Response
from quizzes.question_types import TYPES
from quizzes.selectors.bank import bank
from quizzes.services.locks import hold

HIGHEST_SEQ = 100_000

# Only above every stored step: asked of the database under the attempt's lock.
_INSERT = """
INSERT INTO quizzes_response (attempt_id, question_id, client_seq, answer, is_flagged, saved_at)
SELECT %(attempt)s, %(question)s, %(seq)s, %(answer)s::jsonb, %(flag)s, %(at)s
 WHERE NOT EXISTS (SELECT 1 FROM quizzes_response
                    WHERE attempt_id = %(attempt)s AND question_id = %(question)s
                      AND client_seq >= %(seq)s)
"""


@dataclass(frozen=True)
class Receipt:
    """What the server holds now; a page says “saved” on seeing this and at no other moment."""

    stored_seq: int
    saved_at: datetime
    deadline_at: datetime | None = None


class StaleAnswer(Conflict):
    """A newer, different answer is stored; `stored` is that one, `sent` the one refused."""

    code = "stale"

    def __init__(self, stored: Response, sent: Any, *, is_flagged: bool) -> None:
        super().__init__(_("A newer answer to this question is saved from another page."))
        self.stored = stored
        self.sent = sent
        self.is_flagged = is_flagged


class AlreadySubmitted(Conflict):
    """The attempt takes no more answers."""

    code = "submitted"

    def __init__(self) -> None:
        super().__init__(_("This attempt is submitted. Its answers stay as they were."))


class TimeIsOver(Conflict):
    """Deadline and grace have passed: nothing more is taken, and what is saved counts."""

    code = "time_over"

    def __init__(self) -> None:
        super().__init__(
            _("The time of this attempt is over. This answer came too late; what was saved counts.")
        )


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
    held = copy(attempt)
    hold(held)
    if held.state != Attempt.State.IN_PROGRESS:
        raise AlreadySubmitted
    if held.is_over(at):
        raise TimeIsOver
    question = question_at(held, place)
    canonical = None if answer is None else TYPES[question.type].parse(question.body, answer)
    step = Response(
        attempt=held, question=question, client_seq=seq, answer=canonical, is_flagged=is_flagged,
        saved_at=at,
    )  # fmt: skip
    stored = step if _insert(step) else _stored(step)
    return Receipt(stored.client_seq, stored.saved_at, held.deadline_at)


def _insert(step: Response) -> bool:
    """Write the step unless one as high is there; the constraint stops whoever had no lock."""
    values = {
        "attempt": step.attempt_id,
        "question": step.question_id,
        "seq": step.client_seq,
        "answer": None if step.answer is None else json.dumps(step.answer),
        "flag": step.is_flagged,
        "at": step.saved_at,
    }
    try:
        with connection.cursor() as cursor, patient():
            cursor.execute(_INSERT, values)
            return bool(cursor.rowcount)
    except IntegrityError as error:
        raise Busy(_("Something else is being saved right now. Please try again.")) from error


def _stored(step: Response) -> Response:
    """Return the step that is there; raises StaleAnswer if it says something else."""
    rows = Response.objects.filter(attempt_id=step.attempt_id, question_id=step.question_id)
    stored = rows.order_by("-client_seq")[0]
    if (stored.answer, stored.is_flagged) != (step.answer, step.is_flagged):
        raise StaleAnswer(stored, step.answer, is_flagged=step.is_flagged)
    return stored


def question_at(attempt: Attempt, place: int) -> Question:
    """Return the question that the attempt asks at a place, counted from one; else Http404."""
    keys = attempt.question_keys()
    if not 1 <= place <= len(keys):
        raise Http404
    return bank(attempt.quiz_id)[keys[place - 1]]


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
