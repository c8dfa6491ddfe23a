"""Quizzes, their frozen questions, attempts, saved responses, and exceptions for people."""

from quizzes.models.allowance import ExtraTime, Override
from quizzes.models.attempt import Attempt, Response
from quizzes.models.quiz import Question, Quiz
from quizzes.models.texts import QuestionText, QuizText

__all__ = [
    "Attempt", "ExtraTime", "Override", "Question", "QuestionText", "Quiz", "QuizText", "Response",
]  # fmt: skip
