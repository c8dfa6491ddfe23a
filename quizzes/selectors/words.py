"""A quiz in the reader's language, as far as it is translated; kept, as it never changes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import get_language

from courses.selectors import OutlineLesson, outline
from quizzes.models import Question, QuestionText, Quiz, QuizText
from quizzes.question_types.base import Json


@dataclass(frozen=True)
class Words:
    """What a question says: stem, parts and feedback, in one language."""

    language: str
    stem_html: str
    body: Json
    feedback: Json


@dataclass(frozen=True)
class Intro:
    """What a quiz says before the first attempt."""

    language: str
    html: str


def lesson_of(quiz: Quiz) -> OutlineLesson:
    """Return the quiz's lesson as the outline shows it, in the reader's language."""
    lesson = quiz.lesson
    return outline(lesson.version_id, get_language()).lesson(lesson.key)


def intro_of(quiz: Quiz) -> Intro:
    """Return the words before the first attempt."""
    lesson = lesson_of(quiz)
    if lesson.is_translated:
        return Intro(lesson.language, _intro(quiz.pk, lesson.language))
    return Intro(lesson.language, quiz.intro_html)


def words_of(quiz: Quiz, question: Question) -> Words:
    """Return the words of a question, with the same parts in every language."""
    lesson = lesson_of(quiz)
    if lesson.is_translated:
        return _questions(quiz.pk, lesson.language)[question.pk]
    return Words(lesson.language, question.stem_html, question.body, question.feedback)


@lru_cache(maxsize=64)
def _intro(quiz_id: int, language: str) -> str:
    return QuizText.objects.get(quiz_id=quiz_id, language=language).intro_html


@lru_cache(maxsize=64)
def _questions(quiz_id: int, language: str) -> dict[int, Words]:
    rows = QuestionText.objects.filter(question__quiz_id=quiz_id, language=language)
    return {
        row.question_id: Words(row.language, row.stem_html, row.body, row.feedback) for row in rows
    }
