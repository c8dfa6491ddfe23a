"""Reads of published courses. A version never changes, so its outline may be kept in memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.http import Http404

from courses.models import JobAid, Lesson
from courses.selectors.words import AID, LESSON, MODULE, VERSION, Words, words_of


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
    language: str
    is_translated: bool = False


@dataclass(frozen=True)
class OutlineAid:
    """A job aid as the outline shows it."""

    key: str
    title: str
    summary: str
    language: str
    id: int


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
    language: str
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
    """What a version consists of, without any lesson's text.

    Each part says which language its own words are in: what is not translated stays in the
    language of the course.
    """

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


def outline(version_id: int, language: str | None = None) -> Outline:
    """Return a version's outline, in that language as far as it is translated; absent is 404.

    Fetch plan: two queries, and one for another language, each once per process.
    """
    source = _outline(version_id)
    if language is None or language.lower() == source.language.lower():
        return source
    return _translated(version_id, language.lower())


@lru_cache(maxsize=128)
def _translated(version_id: int, language: str) -> Outline:
    return in_language(_outline(version_id), words_of(version_id, language))


@lru_cache(maxsize=128)
def _outline(version_id: int) -> Outline:
    rows = list(
        Lesson.objects.filter(version_id=version_id)
        .select_related("module", "version__course")
        .defer("html", "version__facts")
        .order_by("module__ordinal", "ordinal")
    )
    if not rows:
        raise Http404
    version = rows[0].version
    aids = _aids_by_module(version_id, version.language)
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


def _aids_by_module(version_id: int, language: str) -> dict[int, tuple[OutlineAid, ...]]:
    rows = JobAid.objects.filter(version_id=version_id).defer("html").order_by("ordinal")
    found: dict[int, tuple[OutlineAid, ...]] = {}
    for row in rows:
        aid = OutlineAid(row.key, row.title, row.summary, language, row.pk)
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
        language=rows[0].version.language,
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
        language=row.version.language,
    )


def in_language(source: Outline, words: Mapping[tuple[str, int], Words]) -> Outline:
    """Return an outline with the words that there are in another language."""
    modules = tuple(
        replace(
            module,
            **_given(words.get((MODULE, module.id)), "title", "summary", "objectives"),
            lessons=tuple(
                _lesson_in(lesson, words.get((LESSON, lesson.id))) for lesson in module.lessons
            ),
            job_aids=tuple(_aid_in(aid, words.get((AID, aid.id))) for aid in module.job_aids),
        )
        for module in source.modules
    )
    return replace(
        source,
        **_given(words.get((VERSION, source.version_id)), "title", "summary", "outcomes"),
        modules=modules,
        lessons=tuple(lesson for module in modules for lesson in module.lessons),
    )


def _lesson_in(lesson: OutlineLesson, words: Words | None) -> OutlineLesson:
    if words is None:
        return lesson
    return replace(lesson, title=words.title, language=words.language, is_translated=True)


def _aid_in(aid: OutlineAid, words: Words | None) -> OutlineAid:
    return replace(aid, **_given(words, "title", "summary"))


def _given(words: Words | None, *names: str) -> dict[str, Any]:
    if words is None:
        return {}
    given = {
        "title": words.title,
        "summary": words.summary,
        "objectives": tuple(words.more),
        "outcomes": tuple(words.more),
    }
    return {"language": words.language, **{name: given[name] for name in names}}
