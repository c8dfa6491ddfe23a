"""Stand-in for courses.selectors.outline until it lands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from courses.models import Lesson, Module


@dataclass(frozen=True)
class OutlineLesson:
    """A lesson without its text."""

    id: int
    key: str
    kind: str
    title: str
    minutes: int
    move_on: str
    is_required: bool


@dataclass(frozen=True)
class OutlineModule:
    """A module with its lessons."""

    key: str
    title: str
    summary: str
    objectives: tuple[dict[str, str], ...]
    lessons: tuple[OutlineLesson, ...]


@dataclass(frozen=True)
class Outline:
    """The modules, and all lessons in one row."""

    modules: tuple[OutlineModule, ...]
    lessons: tuple[OutlineLesson, ...]


@lru_cache(maxsize=256)
def outline(version_id: int) -> Outline:
    """Return the outline of a version."""
    rows = Lesson.objects.filter(version_id=version_id).order_by("ordinal").defer("html")
    by_module: dict[int, list[OutlineLesson]] = {}
    for row in rows:
        by_module.setdefault(row.module_id, []).append(
            OutlineLesson(
                row.pk, row.key, row.kind, row.title, row.minutes, row.move_on, row.is_required
            )
        )
    modules = tuple(
        OutlineModule(
            m.key, m.title, m.summary, tuple(m.objectives), tuple(by_module.get(m.pk, []))
        )
        for m in Module.objects.filter(version_id=version_id).order_by("ordinal")
    )
    return Outline(modules, tuple(lesson for module in modules for lesson in module.lessons))
