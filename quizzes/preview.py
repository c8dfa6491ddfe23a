"""A quiz before it is published: every question, answerable on the spot, and its key.

Questions are frozen as they would be stored, but into nothing: no row, no attempt, no answer is
kept. The parts get the same ids each time, so a form may come back to another process.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from common.clock import now
from common.errors import InvalidInput
from courses.course_map import Asked, Asks
from courses.lesson_kinds import Look, Preview
from courses.package.drafts import LessonDraft
from courses.package.problems import Problem, Problems
from courses.package.yaml_lines import read_yaml
from quizzes.models import Quiz, Response
from quizzes.question_types import TYPES
from quizzes.question_types.base import Json, ids_from
from quizzes.question_types.package_file import QuestionDraft, QuizDraft
from quizzes.selectors.paper import Slot
from quizzes.selectors.review import Reviewed, reviewed
from quizzes.selectors.standing import Standing, overview_of
from quizzes.selectors.words import Intro, Words
from quizzes.services.store_quiz import question_row, quiz_row


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question of the bank as an author tries it; one with faults shows its stem only."""

    draft: QuestionDraft
    place: int
    problems: tuple[Problem, ...]
    slot: Slot | None = None
    rows: tuple[Json, ...] = ()
    refused: str = ""
    own: Reviewed | None = None  # what the learner gets for the answer, the key still inside
    key: Reviewed | None = None

    @property
    def points(self) -> float:
        """Return what the answer earns, from 0 to 1."""
        return float(self.slot.points()) if self.slot else 0.0


def show_quiz(draft: LessonDraft, look: Look) -> Preview:
    """Return the page of a quiz with every question of its bank."""
    payload = draft.payload
    assert isinstance(payload, QuizDraft)
    quiz = quiz_row(payload)
    problems = _by_question(look)
    questions = [
        _question(quiz, place, found, look, problems.get(place, ()))
        for place, found in enumerate(payload.questions, start=1)
    ]
    overview = overview_of(
        Standing(quiz, [], now()),
        [found.type for found in payload.questions],
        Intro("", payload.intro_html),
    )
    context = {"overview": overview, "questions": questions}
    return Preview(template="quizzes/preview/quiz.html", context=context)


def asks_of(draft: LessonDraft) -> Asks:
    """Return what a quiz asks, for the map of the course."""
    payload = draft.payload
    assert isinstance(payload, QuizDraft)
    asked = tuple(
        Asked(found.fields["key"], found.type, found.fields["objective"], found.fields["level"])
        for found in payload.questions
    )
    blueprint = payload.rules.blueprint or {}
    return Asks(questions=asked, draw=payload.draw or len(asked), blueprint=blueprint)


def _question(
    quiz: Quiz, place: int, draft: QuestionDraft, look: Look, problems: tuple[Problem, ...]
) -> Question:
    if any(TYPES[draft.type].faults(draft.fields)):
        return Question(draft=draft, place=place, problems=problems)
    seed = int.from_bytes(hashlib.sha256(draft.fields["key"].encode()).digest()[:6])
    with ids_from(seed):
        frozen = TYPES[draft.type].freeze(draft.fields)
    row = question_row(quiz, place, draft, frozen)
    chance = Random(seed)  # noqa: S311 - shuffling, not secrecy
    arrangement = TYPES[draft.type].arrange(row.body, row.answer_key, chance)
    words = Words("", row.stem_html, row.body, row.feedback)
    slot = Slot(place, row, arrangement, None, quiz, words)
    unanswered = Question(
        draft=draft, place=place, problems=problems, slot=slot, rows=tuple(slot.rows),
        key=reviewed(slot, with_key=True),
    )  # fmt: skip
    is_meant = look.sent.get("question") == draft.fields["key"]
    return _answered(unanswered, slot, look) if is_meant else unanswered


def _answered(question: Question, slot: Slot, look: Look) -> Question:
    sent = slot.type.from_form(look.sent)
    try:
        answer = slot.type.parse(slot.question.body, sent)
    except InvalidInput as refused:
        return _again(question, tuple(slot.type.marked(slot.shown, None)), refused.message)
    step = Response(answer=answer, client_seq=1)
    found = Slot(slot.place, slot.question, slot.arrangement, step, slot.quiz, slot.given)
    if "move" in look.sent:  # an item was moved up or down: no answer yet
        return _again(question, tuple(found.rows))
    return Question(
        draft=question.draft, place=question.place, problems=question.problems, slot=found,
        rows=tuple(found.rows), own=reviewed(found, with_key=False),
        key=reviewed(found, with_key=True),
    )  # fmt: skip


def _again(question: Question, rows: tuple[Json, ...], refused: str = "") -> Question:
    return Question(
        draft=question.draft, place=question.place, problems=question.problems,
        slot=question.slot, rows=rows, key=question.key, refused=refused,
    )  # fmt: skip


def _by_question(look: Look) -> dict[int, tuple[Problem, ...]]:
    """Return the problems that stand inside a question, by its place counted from one."""
    starts = list(_starts(look.source)) if look.problems else []
    found: dict[int, tuple[Problem, ...]] = {}
    for problem in look.problems:
        place = bisect_right(starts, problem.line)
        if place:
            found[place] = (*found.get(place, ()), problem)
    return found


def _starts(source: str) -> Iterator[int]:
    fields = read_yaml("", source, Problems())
    listed = fields.value.get("questions") if fields and isinstance(fields.value, dict) else None
    for place in range(len(listed) if isinstance(listed, list) else 0):
        assert fields is not None
        yield fields.line("questions", place)
