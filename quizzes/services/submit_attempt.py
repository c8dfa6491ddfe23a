"""Submit an attempt: once, and in time."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import ngettext

from common.errors import Conflict
from common.idempotency.keys import Statement
from people.models import User
from quizzes.models import Attempt
from quizzes.selectors.paper import paper_of
from quizzes.services.finish import End, finish
from quizzes.services.locks import NOTHING, hold_with_steps


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
    """Submit once: of several racing submits one closes the attempt, the others get its result.

    What arrives within the grace counts, and says by how much it was late. What arrives later
    closes the attempt as the clock would have done: with the answers that were saved.
    """
    return submit_within(attempt=attempt, by=by, at=at, accept_unanswered=accept_unanswered)


def submit_within(
    *,
    attempt: Attempt,
    by: User,
    at: datetime,
    accept_unanswered: bool = False,
    first: Statement = NOTHING,
) -> Submission:
    """Do as `submit_attempt`, in the caller's transaction; what it raises must undo that one.

    `first` is sent in one trip with the lock.
    """
    held = copy(attempt)
    steps = hold_with_steps(held, first)
    if held.state == Attempt.State.SUBMITTED:
        return Submission(_reread(held), is_new=False)
    paper = paper_of(held, steps)
    is_over = held.is_over(at)
    if paper.unanswered and not accept_unanswered and not is_over:
        raise Unanswered(len(paper.unanswered))
    end = End(at) if is_over else End(at, by)
    if not finish(paper, steps, end):
        return Submission(_reread(held), is_new=False)
    return Submission(held, is_new=True)


def _reread(attempt: Attempt) -> Attempt:
    rows = Attempt.objects.select_related("enrollment__learner", "quiz__lesson")
    return rows.get(pk=attempt.pk)
