"""Quizzes, frozen questions, attempts, responses, later grades, and exceptions for people."""

from quizzes.models.allowance import ExtraTime, Override
from quizzes.models.attempt import Attempt, Response
from quizzes.models.grade import GradeEvent, Regrade
from quizzes.models.quiz import Question, Quiz
from quizzes.models.texts import QuestionText, QuizText

__all__ = [
    "Attempt", "ExtraTime", "GradeEvent", "Override", "Question", "QuestionText", "Quiz",
    "QuizText", "Regrade", "Response",
]  # fmt: skip
