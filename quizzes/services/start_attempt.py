"""Begin a try, or go on with the open one."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from audit.services.record import record
from audit.verbs import Verb
from common.errors import Busy, Conflict
from enrollments.models import Enrollment
from people.models import User
from quizzes.models import Attempt, Question, Quiz
from quizzes.question_types import TYPES
from quizzes.scoring import timing
from quizzes.scoring.drawing import Candidate, draw
from quizzes.selectors.allowances import extra_attempts, extra_percent
from quizzes.selectors.bank import bank
from quizzes.selectors.standing import Standing
from quizzes.services.close_overdue import close_if_over
from quizzes.services.locks import take_turns


@dataclass(frozen=True)
class Started:
    """The attempt in progress, and whether this call made it."""

    attempt: Attempt
    is_new: bool


def start_attempt(
    *, enrollment: Enrollment, quiz: Quiz, by: User, at: datetime, seed: int | None = None
) -> Started:
    """Return the open attempt, or a new one while the limit lasts.

    Two locks, as one alone was seen to fail: the advisory lock makes racing starts wait for each
    other, and the unique ordinal stops whoever did not.
    """
    unfinished = Attempt.objects.filter(
        enrollment=enrollment, quiz=quiz, state=Attempt.State.IN_PROGRESS
    )
    for attempt in unfinished.select_related("enrollment__learner", "quiz__lesson"):
        close_if_over(attempt=attempt, at=at)
    try:
        return _start(
            enrollment=enrollment,
            quiz=quiz,
            by=by,
            at=at,
            seed=secrets.randbits(48) if seed is None else seed,
        )
    except IntegrityError as error:
        raise Busy(_("This quiz is being started already. Please try again.")) from error


@transaction.atomic
def _start(*, enrollment: Enrollment, quiz: Quiz, by: User, at: datetime, seed: int) -> Started:
    take_turns(f"quiz:{enrollment.pk}:{quiz.pk}")
    attempts = Attempt.objects.filter(enrollment=enrollment, quiz=quiz)
    earlier = list(attempts.with_grades().order_by("ordinal"))
    for attempt in earlier:
        if attempt.state == Attempt.State.IN_PROGRESS:
            return Started(attempt, is_new=False)
    _refuse(enrollment, Standing(quiz, earlier, at, extra_attempts(enrollment, quiz)))
    attempt = Attempt.objects.create(
        enrollment=enrollment,
        quiz=quiz,
        ordinal=len(earlier) + 1,
        layout=_layout(quiz, earlier, seed),
        started_at=at,
        deadline_at=timing.deadline(
            at,
            limit_minutes=quiz.time_limit_minutes,
            extra_percent=extra_percent(enrollment.learner_id) if quiz.time_limit_minutes else 0,
        ),
        grace_seconds=quiz.grace_seconds,
    )
    record(
        Verb.QUIZ_STARTED, actor=by, target=attempt, at=at, subject=by,
        detail={"lesson": quiz.lesson.key, "ordinal": attempt.ordinal},
    )  # fmt: skip
    return Started(attempt, is_new=True)


def _refuse(enrollment: Enrollment, standing: Standing) -> None:
    """Raise a Conflict if no further attempt may begin; a trigger says the same of the numbers."""
    if enrollment.state == Enrollment.State.WITHDRAWN:
        raise Conflict(_("This course is closed for you, so its quizzes take no new attempts."))
    if standing.is_passed:
        raise Conflict(_("You passed this quiz. There is nothing left to prove."))
    if standing.left == 0:
        raise Conflict(_("All attempts at this quiz are used."))
    if standing.waits_until is not None:
        raise TooEarly(standing.waits_until, enrollment.learner)


class TooEarly(Conflict):
    """The wait between two attempts is not over; `from_at` is when it is."""

    code = "too_early"

    def __init__(self, from_at: datetime, learner: User) -> None:
        local = timezone.localtime(from_at, learner.zone())
        super().__init__(
            _("The next attempt may begin on %(day)s at %(time)s (%(zone)s).")
            % {
                "day": date_format(local, "j F Y"),
                "time": f"{local:%H:%M}",
                "zone": learner.time_zone,
            }
        )
        self.from_at = from_at


def _layout(quiz: Quiz, earlier: Sequence[Attempt], seed: int) -> dict[str, Any]:
    chance = Random(seed)  # noqa: S311 - shuffling, not secrecy
    questions = bank(quiz.pk)
    seen = Counter(key for attempt in earlier for key in attempt.question_keys())
    keys = draw(
        [Candidate(key, found.objective, found.ordinal) for key, found in questions.items()],
        count=quiz.draw,
        seen=seen,
        chance=chance,
        blueprint=quiz.blueprint,
    )
    return {"seed": seed, "questions": [_slot(questions[key], chance) for key in keys]}


def _slot(question: Question, chance: Random) -> dict[str, Any]:
    shown = TYPES[question.type].arrange(question.body, question.answer_key, chance)
    return {"key": question.key, "type": question.type, "shown": shown}
