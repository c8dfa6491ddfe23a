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
from django.utils.translation import gettext as _

from audit.services.record import record
from audit.verbs import Verb
from common.errors import Conflict
from enrollments.models import Enrollment
from people.models import User
from quizzes.models import Attempt, Question, Quiz
from quizzes.question_types import TYPES
from quizzes.scoring.drawing import Candidate, draw
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
    try:
        return _start(
            enrollment=enrollment,
            quiz=quiz,
            by=by,
            at=at,
            seed=secrets.randbits(48) if seed is None else seed,
        )
    except IntegrityError as error:
        raise Conflict(_("This quiz is being started already. Please try again.")) from error


@transaction.atomic
def _start(*, enrollment: Enrollment, quiz: Quiz, by: User, at: datetime, seed: int) -> Started:
    take_turns(f"quiz:{enrollment.pk}:{quiz.pk}")
    attempts = Attempt.objects.filter(enrollment=enrollment, quiz=quiz)
    earlier = list(attempts.with_grades().order_by("ordinal"))
    for attempt in earlier:
        if attempt.state == Attempt.State.IN_PROGRESS:
            return Started(attempt, is_new=False)
    refuse(enrollment, quiz, earlier)
    attempt = Attempt.objects.create(
        enrollment=enrollment,
        quiz=quiz,
        ordinal=len(earlier) + 1,
        layout=_layout(quiz, earlier, seed),
        started_at=at,
    )
    record(
        Verb.QUIZ_STARTED, actor=by, target=attempt, at=at, subject=by,
        detail={"lesson": quiz.lesson.key, "ordinal": attempt.ordinal},
    )  # fmt: skip
    return Started(attempt, is_new=True)


def refuse(enrollment: Enrollment, quiz: Quiz, earlier: Sequence[Attempt]) -> None:
    """Raise a Conflict if no further attempt may begin."""
    if enrollment.state != Enrollment.State.OPEN:
        raise Conflict(_("This course is closed for you, so its quizzes take no new attempts."))
    if any(attempt.counts_as_passed for attempt in earlier):
        raise Conflict(_("You passed this quiz. There is nothing left to prove."))
    if quiz.attempt_limit is not None and len(earlier) >= quiz.attempt_limit:
        raise Conflict(_("All attempts at this quiz are used."))


def _layout(quiz: Quiz, earlier: Sequence[Attempt], seed: int) -> dict[str, Any]:
    chance = Random(seed)  # noqa: S311 - shuffling, not secrecy
    bank = {found.key: found for found in Question.objects.filter(quiz=quiz).order_by("ordinal")}
    seen = Counter(key for attempt in earlier for key in attempt.question_keys())
    keys = draw(
        [Candidate(key, found.objective, found.ordinal) for key, found in bank.items()],
        count=quiz.draw,
        seen=seen,
        chance=chance,
    )
    return {"seed": seed, "questions": [_slot(bank[key], chance) for key in keys]}


def _slot(question: Question, chance: Random) -> dict[str, Any]:
    shown = TYPES[question.type].arrange(question.body, question.answer_key, chance)
    return {"key": question.key, "type": question.type, "shown": shown}
