"""A package's outline with the places of its pages and what is to mend where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.http import Http404
from django.urls import reverse

from courses import lesson_kinds
from courses.package.drafts import JobAidDraft, LessonDraft, Surveyed, SurveyedModule
from studio.selectors.editions import Edition
from studio.selectors.remarks import Remark, remarks


@dataclass(frozen=True)
class Entry:
    """A file that a module names; without a draft it has no page."""

    surveyed: Surveyed
    url: str
    remarks: tuple[Remark, ...]

    @property
    def draft(self) -> LessonDraft | JobAidDraft | None:
        """Return what the file says, if it could be read."""
        return self.surveyed.draft

    @property
    def kind(self) -> str:
        """Return what kind of lesson it is, in words."""
        return (
            str(lesson_kinds.get(self.draft.kind).label)
            if isinstance(self.draft, LessonDraft)
            else ""
        )

    @property
    def file(self) -> str:
        """Return the file's own name."""
        return self.surveyed.path.rsplit("/", 1)[-1]


@dataclass(frozen=True)
class Chapter:
    """A module with its entries."""

    module: SurveyedModule
    lessons: tuple[Entry, ...]
    job_aids: tuple[Entry, ...]
    remarks: tuple[Remark, ...]  # of module.yaml itself

    @property
    def minutes(self) -> int:
        """Return how long its readable lessons take."""
        return sum(lesson.minutes for lesson in self.module.draft.lessons)

    @property
    def first_url(self) -> str:
        """Return the page of its first readable lesson, or nothing."""
        urls = (entry.url for entry in (*self.lessons, *self.job_aids) if entry.url)
        return next(urls, "")

    @property
    def to_mend(self) -> int:
        """Return how many problems its files have."""
        inside = sum(len(entry.remarks) for entry in (*self.lessons, *self.job_aids))
        return inside + len(self.remarks)


class Outline:
    """The chapters of an edition, and where one stands in it."""

    def __init__(self, edition: Edition) -> None:
        """Lay the edition out."""
        self.edition = edition
        self.by_file = remarks(
            (*edition.survey.problems, *edition.findings), edition.survey.package.files
        )

    @cached_property
    def chapters(self) -> tuple[Chapter, ...]:
        """Return the modules in order."""
        return tuple(
            Chapter(
                module=module,
                lessons=tuple(self._entry(found, "lesson") for found in module.lessons),
                job_aids=tuple(self._entry(found, "job-aid") for found in module.job_aids),
                remarks=self.by_file.get(module.path, ()),
            )
            for module in self.edition.survey.modules
        )

    @cached_property
    def elsewhere(self) -> tuple[Remark, ...]:
        """Return the problems of files that stand in no chapter."""
        told = {module.path for module in self.edition.survey.modules}
        told |= {
            entry.surveyed.path
            for chapter in self.chapters
            for entry in (*chapter.lessons, *chapter.job_aids)
        }
        return tuple(
            remark for file, found in self.by_file.items() if file not in told for remark in found
        )

    @cached_property
    def readable(self) -> tuple[Entry, ...]:
        """Return the lessons that have a page, in order."""
        return tuple(entry for chapter in self.chapters for entry in chapter.lessons if entry.url)

    @property
    def counts(self) -> Mapping[str, int]:
        """Return how many lessons of each kind can be read."""
        return Counter(lesson.kind for lesson in self.edition.survey.package.lessons())

    def lesson(self, key: str) -> Entry:
        """Return the lesson of that key; absent is 404."""
        return _found(self.readable, key)

    def job_aid(self, key: str) -> Entry:
        """Return the job aid of that key; absent is 404."""
        aids = (entry for chapter in self.chapters for entry in chapter.job_aids)
        return _found(tuple(aids), key)

    def chapter_of(self, entry: Entry) -> Chapter:
        """Return the chapter in which an entry stands."""
        return next(
            chapter
            for chapter in self.chapters
            if entry in chapter.lessons or entry in chapter.job_aids
        )

    def _entry(self, found: Surveyed, name: str) -> Entry:
        url = ""
        if found.draft and found.draft.key:
            url = reverse(f"studio:{name}", args=[self.edition.folder, found.draft.key])
        return Entry(found, url, self.by_file.get(found.path, ()))


def _found(entries: tuple[Entry, ...], key: str) -> Entry:
    for entry in entries:
        if entry.draft and entry.draft.key == key:
            return entry
    raise Http404
