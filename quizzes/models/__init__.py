"""Quizzes, their frozen questions, attempts and saved responses."""

from quizzes.models.attempt import Attempt, Response
from quizzes.models.quiz import Question, Quiz

__all__ = ["Attempt", "Question", "Quiz", "Response"]
