"""Where a learner stands with a quiz: attempts so far, attempts left, what may be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from courses.models import Lesson
from enrollments.models import Enrollment
from quizzes.models import Attempt, Quiz
from quizzes.question_types import TYPES
from quizzes.scoring import timing
from quizzes.scoring.points import points_to_pass
from quizzes.selectors.allowances import extra_attempts, latest
from quizzes.selectors.bank import bank, quiz_of
from quizzes.selectors.words import Intro, intro_of


@dataclass(frozen=True)
class Standing:
    """A quiz and one learner's attempts at it (`with_grades()`), in their order, at a moment."""

    quiz: Quiz
    attempts: Sequence[Attempt]
    at: datetime
    extra: Sequence[datetime] = ()  # when each extra attempt was given

    @property
    def open(self) -> Attempt | None:
        """Return the attempt in progress."""
        return next((a for a in self.attempts if a.state == Attempt.State.IN_PROGRESS), None)

    @property
    def submitted(self) -> list[Attempt]:
        """Return the attempts that are done, the latest first."""
        return [a for a in reversed(self.attempts) if a.state == Attempt.State.SUBMITTED]

    @property
    def is_passed(self) -> bool:
        """Return whether any attempt passed, on its day or by a corrected key."""
        return any(attempt.counts_as_passed for attempt in self.attempts)

    @property
    def allowed(self) -> int | None:
        """Return how many attempts there are, extra ones included; None for no limit."""
        limit = self.quiz.attempt_limit
        return None if limit is None else limit + len(self.extra)

    @property
    def left(self) -> int | None:
        """Return how many attempts may still begin; None for no limit."""
        return None if self.allowed is None else max(0, self.allowed - len(self.attempts))

    @property
    def waits_until(self) -> datetime | None:
        """Return from when another attempt may begin, where that is still ahead."""
        ended = [a.submitted_at for a in self.attempts if a.submitted_at is not None]
        start = timing.next_from(
            max(ended, default=None),
            cool_down_minutes=self.quiz.cool_down_minutes,
            lifted_at=latest(self.extra),
        )
        return start if start is not None and start > self.at else None

    @property
    def is_exhausted(self) -> bool:
        """Return whether every attempt is used and none is open."""
        return self.left == 0 and self.open is None

    @property
    def may_come_again(self) -> bool:
        """Return whether another attempt may begin, now or after the wait."""
        return not self.is_passed and self.open is None and self.left != 0

    @property
    def may_start(self) -> bool:
        """Return whether another attempt may begin now."""
        return self.may_come_again and self.waits_until is None

    @property
    def shows_key(self) -> bool:
        """Return whether right answers may show, by the quiz's review policy.

        Before that a result gives feedback on the learner's own choices only. `after_attempt`:
        once an attempt is submitted. `after_passing`: once passed, or when no attempt is left.
        `never`: not at all. Never while an attempt is open: a corrected key may let an earlier one
        pass meanwhile.
        """
        if self.open is not None:
            return False
        match self.quiz.review:
            case Quiz.Review.AFTER_ATTEMPT:
                return bool(self.submitted)
            case Quiz.Review.AFTER_PASSING:
                return self.is_passed or self.is_exhausted
        return False


def standing_of(enrollment: Enrollment, lesson: Lesson, *, at: datetime) -> Standing:
    """Return the learner's standing with a lesson's quiz (two queries)."""
    return standing_with(enrollment, quiz_of(lesson.pk), at=at)


def standing_with(enrollment: Enrollment, quiz: Quiz, *, at: datetime) -> Standing:
    """Return the learner's standing with a quiz (two queries)."""
    attempts = Attempt.objects.filter(enrollment=enrollment, quiz=quiz).with_grades()
    rows = list(attempts.defer("layout").order_by("ordinal"))
    return Standing(quiz, rows, at, extra_attempts(enrollment, quiz))


@dataclass(frozen=True)
class Overview:
    """What the page before a quiz tells."""

    standing: Standing
    asked: int
    scored: int | None  # of those asked; None while it depends on the draw
    intro: Intro
    minutes: int | None  # of one attempt, the learner's extra time included

    @property
    def needed(self) -> int | None:
        """Return how many right answers are enough; None while it depends on the draw."""
        mark = self.standing.quiz.pass_mark_percent
        if self.scored is None:
            return None
        return points_to_pass(questions=self.scored, pass_mark_percent=mark)


def quiz_overview(standing: Standing, *, extra_percent: int) -> Overview:
    """Return what the page before a quiz tells; the bank is kept in the process."""
    types = [question.type for question in bank(standing.quiz.pk).values()]
    return overview_of(standing, types, intro_of(standing.quiz), extra_percent=extra_percent)


def overview_of(
    standing: Standing, types: Sequence[str], intro: Intro, *, extra_percent: int = 0
) -> Overview:
    """Return what the page before a quiz tells, from the types of the questions in its bank."""
    limit = standing.quiz.time_limit_minutes
    asked = standing.quiz.draw or len(types)
    scored = sum(TYPES[found].IS_SCORED for found in types)
    is_known = scored == len(types) or asked == len(types)
    return Overview(
        standing=standing,
        asked=asked,
        scored=min(asked, scored) if is_known else None,
        intro=intro,
        minutes=None if limit is None else limit * (100 + extra_percent) // 100,
    )
