"""An attempt with all that belongs to it: questions in their order, the latest answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from django.http import Http404

from courses.selectors import OutlineLesson
from quizzes.models import Attempt, Question, Quiz, Response
from quizzes.question_types import TYPES
from quizzes.question_types.base import Frozen, Json, QuestionType
from quizzes.scoring import points
from quizzes.scoring.points import Result
from quizzes.selectors.bank import bank
from quizzes.selectors.words import Words, lesson_of, words_of


@dataclass(frozen=True)
class Slot:
    """One place of an attempt: the question, the order of its parts, the latest step.

    `given` are the words of a question that is not published yet.
    """

    place: int
    question: Question
    arrangement: Json
    step: Response | None
    quiz: Quiz
    given: Words | None = None

    @property
    def type(self) -> QuestionType:
        """Return the type's module."""
        return TYPES[self.question.type]

    @property
    def answer(self) -> Any:
        """Return the answer that counts now, None for none."""
        return self.step.answer if self.step else None

    @property
    def stored_seq(self) -> int:
        """Return the sequence of the latest step, 0 before the first."""
        return self.step.client_seq if self.step else 0

    @property
    def is_flagged(self) -> bool:
        """Return whether the learner wants to come back."""
        return bool(self.step and self.step.is_flagged)

    @property
    def is_answered(self) -> bool:
        """Return whether the answer leaves nothing open."""
        return self.type.is_complete(self.question.body, self.answer)

    @cached_property
    def words(self) -> Words:
        """Return what the question says in the reader's language."""
        return self.given or words_of(self.quiz, self.question)

    @property
    def is_scored(self) -> bool:
        """Return whether the answer earns points; if not, it may stay empty."""
        return self.type.IS_SCORED

    @property
    def shown(self) -> Json:
        """Return what the learner sees: an allow-list of the type, never key or feedback."""
        return self.type.present(self.words.body, self.arrangement)

    @property
    def rows(self) -> list[Json]:
        """Return the rows of the form with the learner's marks."""
        return self.type.marked(self.shown, self.answer)

    @property
    def hint(self) -> str:
        """Return the line that says what to do."""
        return self.type.hint(self.question.body)

    @property
    def frozen(self) -> Frozen:
        """Return the question with key and feedback, for review only."""
        return Frozen(self.words.body, self.question.answer_key, self.words.feedback)

    def points(self) -> Fraction:
        """Return what the answer earns."""
        return self.type.score(self.question.answer_key, self.answer)


@dataclass(frozen=True)
class Paper:
    """An attempt with its slots."""

    attempt: Attempt
    slots: Sequence[Slot]

    @property
    def lesson(self) -> OutlineLesson:
        """Return the quiz's lesson as the outline shows it."""
        return lesson_of(self.attempt.quiz)

    @property
    def unanswered(self) -> list[Slot]:
        """Return the scored places that still leave something open."""
        return [slot for slot in self.slots if slot.is_scored and not slot.is_answered]

    def slot(self, place: int) -> Slot | None:
        """Return the slot at a place, counted from one."""
        return self.slots[place - 1] if 1 <= place <= len(self.slots) else None

    def result(self) -> Result:
        """Return what the answers earn now, of the questions that are scored."""
        return points.total(
            [slot.points() for slot in self.slots if slot.is_scored],
            pass_mark_percent=self.attempt.quiz.pass_mark_percent,
        )


def place_to_resume(attempt: Attempt) -> int:
    """Return the first question that is still open, or the first one."""
    slots = load_paper(attempt).slots
    return next((slot.place for slot in slots if not slot.is_answered), 1)


def type_at(attempt: Attempt, place: int) -> QuestionType:
    """Return the type of the question at a place, counted from one; else 404."""
    slots = attempt.layout["questions"]
    if not 1 <= place <= len(slots):
        raise Http404
    return TYPES[slots[place - 1]["type"]]


def load_paper(attempt: Attempt) -> Paper:
    """Return the attempt's paper: one query, however many questions and steps there are."""
    steps = Response.objects.filter(attempt=attempt).order_by("question_id", "-client_seq")
    return paper_of(attempt, steps.distinct("question_id"))


def paper_of(attempt: Attempt, steps: Iterable[Response]) -> Paper:
    """Return the attempt's paper from its steps; of one question's the highest counts."""
    questions = bank(attempt.quiz_id)
    latest: dict[int, Response] = {}
    for step in steps:
        known = latest.get(step.question_id)
        if known is None or step.client_seq > known.client_seq:
            latest[step.question_id] = step
    slots = [
        Slot(
            place,
            questions[slot["key"]],
            slot["shown"],
            latest.get(questions[slot["key"]].pk),
            attempt.quiz,
        )
        for place, slot in enumerate(attempt.layout["questions"], start=1)
    ]
    return Paper(attempt, slots)
