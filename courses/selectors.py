"""Reads of published courses. A version never changes, so its outline may be kept in memory."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from uuid import UUID

from django.http import Http404

from courses.models import Course, JobAid, Lesson
from people.viewer import Viewer


@dataclass(frozen=True)
class OutlineLesson:
    """A lesson as the outline shows it."""

    id: int
    uuid: UUID
    key: str
    ordinal: int
    kind: str
    title: str
    minutes: int
    move_on: str
    is_required: bool


@dataclass(frozen=True)
class OutlineAid:
    """A job aid as the outline shows it."""

    key: str
    title: str
    summary: str


@dataclass(frozen=True)
class OutlineModule:
    """A module, its lessons and its job aids in order."""

    id: int
    key: str
    ordinal: int
    title: str
    summary: str
    objectives: tuple[dict[str, str], ...]
    lessons: tuple[OutlineLesson, ...]
    job_aids: tuple[OutlineAid, ...] = ()

    def has(self, key: str) -> bool:
        """Return whether the lesson of that key stands in this module."""
        return any(lesson.key == key for lesson in self.lessons)

    @property
    def minutes(self) -> int:
        """Return how long the module takes in all."""
        return sum(lesson.minutes for lesson in self.lessons)


@dataclass(frozen=True)
class Outline:
    """What a version consists of, without any lesson's text."""

    version_id: int
    number: int
    slug: str
    title: str
    summary: str
    language: str
    outcomes: tuple[str, ...]
    modules: tuple[OutlineModule, ...]
    lessons: tuple[OutlineLesson, ...]

    @property
    def minutes(self) -> int:
        """Return how long the course takes in all."""
        return sum(module.minutes for module in self.modules)

    def lesson(self, key: str) -> OutlineLesson:
        """Return the lesson of that key; absent is 404."""
        for lesson in self.lessons:
            if lesson.key == key:
                return lesson
        raise Http404


@lru_cache(maxsize=128)
def outline(version_id: int) -> Outline:
    """Return a version's outline; absent is 404. Fetch plan: two queries, once per process."""
    rows = list(
        Lesson.objects.filter(version_id=version_id)
        .select_related("module", "version__course")
        .defer("html", "version__facts")
        .order_by("module__ordinal", "ordinal")
    )
    if not rows:
        raise Http404
    version = rows[0].version
    aids = _aids_by_module(version_id)
    modules = tuple(
        _module(list(found), aids.get(module, ()))
        for module, found in groupby(rows, key=attrgetter("module_id"))
    )
    return Outline(
        version_id=version_id,
        number=version.number,
        slug=version.course.slug,
        title=version.title,
        summary=version.summary,
        language=version.language,
        outcomes=tuple(version.outcomes),
        modules=modules,
        lessons=tuple(lesson for module in modules for lesson in module.lessons),
    )


def _aids_by_module(version_id: int) -> dict[int, tuple[OutlineAid, ...]]:
    rows = JobAid.objects.filter(version_id=version_id).defer("html").order_by("ordinal")
    found: dict[int, tuple[OutlineAid, ...]] = {}
    for row in rows:
        aid = OutlineAid(row.key, row.title, row.summary)
        found[row.module_id] = (*found.get(row.module_id, ()), aid)
    return found


def _module(rows: list[Lesson], aids: tuple[OutlineAid, ...]) -> OutlineModule:
    module = rows[0].module
    return OutlineModule(
        id=module.id,
        key=module.key,
        ordinal=module.ordinal,
        title=module.title,
        summary=module.summary,
        objectives=tuple(module.objectives),
        lessons=tuple(_lesson(row) for row in rows),
        job_aids=aids,
    )


def _lesson(row: Lesson) -> OutlineLesson:
    return OutlineLesson(
        id=row.id,
        uuid=row.uuid,
        key=row.key,
        ordinal=row.ordinal,
        kind=row.kind,
        title=row.title,
        minutes=row.minutes,
        move_on=row.move_on,
        is_required=row.is_required,
    )


def job_aid(version_id: int, key: str) -> JobAid:
    """Return one job aid of a version; absent is 404. Fetch plan: one query."""
    found = JobAid.objects.filter(version_id=version_id, key=key).first()
    if found is None:
        raise Http404
    return found


def catalog(viewer: Viewer) -> list[Course]:
    """Return the courses one may see with their effective version. Fetch plan: one query."""
    return list(
        Course.objects.visible_to(viewer)
        .select_related("effective_version")
        .defer("effective_version__facts")
        .order_by("effective_version__title", "id")
    )
