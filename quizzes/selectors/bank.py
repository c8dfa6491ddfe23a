"""Quizzes and their questions: a trigger keeps them as published, so the process may keep them."""

from __future__ import annotations

from functools import lru_cache

from django.http import Http404

from quizzes.models import Question, Quiz


@lru_cache(maxsize=256)
def quiz_of(lesson_id: int) -> Quiz:
    """Return the quiz of a lesson; 404 for a lesson of another kind."""
    found = Quiz.objects.select_related("lesson").filter(lesson_id=lesson_id).first()
    if found is None:
        raise Http404
    return found


@lru_cache(maxsize=256)
def quiz_with_lesson(quiz_id: int) -> Quiz:
    """Return a quiz and its lesson, without the lesson's text."""
    return Quiz.objects.select_related("lesson").defer("lesson__html").get(pk=quiz_id)


@lru_cache(maxsize=64)
def bank(quiz_id: int) -> dict[str, Question]:
    """Return the questions of a quiz by key, in their order."""
    rows = Question.objects.filter(quiz_id=quiz_id).order_by("ordinal")
    return {found.key: found for found in rows}
