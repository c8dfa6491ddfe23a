"""Reads of published courses. A version never changes, so its outline may be kept in memory."""

from courses.selectors.catalog import catalog, job_aid
from courses.selectors.outline import Outline, OutlineAid, OutlineLesson, OutlineModule, outline
from courses.selectors.words import LessonWords, translated

__all__ = [
    "LessonWords",
    "Outline",
    "OutlineAid",
    "OutlineLesson",
    "OutlineModule",
    "catalog",
    "job_aid",
    "outline",
    "translated",
]
