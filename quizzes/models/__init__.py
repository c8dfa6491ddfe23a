"""Quizzes, their frozen questions, attempts and saved responses."""

from quizzes.models.attempt import Attempt, Response
from quizzes.models.quiz import Question, Quiz
from quizzes.models.texts import QuestionText, QuizText

__all__ = ["Attempt", "Question", "QuestionText", "Quiz", "QuizText", "Response"]
