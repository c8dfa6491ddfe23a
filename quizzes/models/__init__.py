"""Quizzes, their frozen questions, attempts, saved responses and later grades."""

from quizzes.models.attempt import Attempt, Response
from quizzes.models.grade import GradeEvent, Regrade
from quizzes.models.quiz import Question, Quiz

__all__ = ["Attempt", "GradeEvent", "Question", "Quiz", "Regrade", "Response"]
