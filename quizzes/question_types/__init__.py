"""The question types there are. A new one is a module of this folder and a line in this table."""

from __future__ import annotations

from quizzes.question_types import (
    choose,
    feeling,
    mark,
    matching,
    ordering,
    rate,
    short,
    single,
)
from quizzes.question_types.base import QuestionType

TYPES: dict[str, QuestionType] = {
    found.KEY: found for found in (single, choose, matching, ordering, mark, rate, short, feeling)
}
