"""Reads. What belongs to a version never changes, so it is kept in the process."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from django.utils.translation import get_language

from common.compiled_query import CompiledQuery
from courses.models import Lesson
from courses.selectors import Outline, OutlineLesson, outline
from enrollments import completion
from enrollments.completion import Progress
from enrollments.models import CompletionRecord, Enrollment
from enrollments.models.enrollment import EnrollmentQuerySet
from people.models import User
from people.viewer import Viewer

LESSONS_KEPT = 512


@dataclass(frozen=True)
class Study:
    """An enrollment with its outline and what of it is done."""

    enrollment: Enrollment
    outline: Outline

    @cached_property
    def done(self) -> frozenset[str]:
        """Return the keys of the lessons that count for this enrollment."""
        ids = frozenset(self.enrollment.done_ids)
        return frozenset(lesson.key for lesson in self.outline.lessons if lesson.id in ids)

    @cached_property
    def progress(self) -> Progress:
        """Return how far it is."""
        return completion.share_of(_asked(self.outline.version_id), self.done)

    @cached_property
    def next(self) -> OutlineLesson | None:
        """Return where to go on: the lesson last open if it is not done, else the next one."""
        latest = self.latest
        if latest and latest.key not in self.done and not self.progress.is_complete:
            return latest
        after = latest.key if latest else None
        key = completion.next_lesson(self.outline.lessons, self.done, after=after)
        return self.lesson(key) if key else None

    @cached_property
    def latest(self) -> OutlineLesson | None:
        """Return the lesson that was open last, on whatever device."""
        wanted = self.enrollment.latest_lesson_id
        return next((found for found in self.outline.lessons if found.id == wanted), None)

    @property
    def has_begun(self) -> bool:
        """Return whether any lesson was opened or done."""
        return bool(self.enrollment.latest_lesson_id or self.done)

    @property
    def minutes_left(self) -> int:
        """Return the minutes of the lessons that still count."""
        open_keys = frozenset(completion.counting(self.outline.lessons)) - self.done
        return sum(found.minutes for found in self.outline.lessons if found.key in open_keys)

    def lesson(self, key: str) -> OutlineLesson | None:
        """Return the lesson of that key, if the version has one."""
        return next((found for found in self.outline.lessons if found.key == key), None)


@lru_cache(maxsize=128)
def _asked(version_id: int) -> frozenset[str]:
    """Return the keys of the lessons that count in a version, which never changes."""
    return frozenset(completion.counting(outline(version_id).lessons))


def study_of(enrollment: Enrollment) -> Study:
    """Return the study of an enrollment that was read `with_progress()`, in the reader's words."""
    return Study(enrollment, outline(enrollment.version_id, get_language()))


_SOMEBODY, _SOMETHING = -1, uuid.UUID(int=0)


def _theirs() -> EnrollmentQuerySet:
    viewer = Viewer(User(pk=_SOMEBODY), (), date.min)
    return Enrollment.objects.visible_to(viewer).studied().with_progress()


_ALL = CompiledQuery(lambda: _theirs().order_by("ordinal"), marks={"learner": _SOMEBODY})
_ONE = CompiledQuery(
    lambda: _theirs().filter(uuid=_SOMETHING), marks={"learner": _SOMEBODY, "uuid": _SOMETHING}
)


def my_studies(viewer: Viewer) -> list[Study]:
    """Return the viewer's latest enrollment of each course, read last first (one query)."""
    latest = {row.course_id: row for row in _ALL.rows(learner=viewer.user.pk)}
    found = sorted(latest.values(), key=_by_freshness, reverse=True)
    return [study_of(row) for row in found]


def my_study(viewer: Viewer, enrollment_uuid: uuid.UUID) -> Study | None:
    """Return one of the viewer's enrollments (one query)."""
    rows = _ONE.rows(learner=viewer.user.pk, uuid=enrollment_uuid)
    return study_of(rows[0]) if rows else None


def my_study_of_course(viewer: Viewer, slug: str) -> Study | None:
    """Return the viewer's latest enrollment in a course (one query)."""
    rows = Enrollment.objects.visible_to(viewer).studied().with_progress()
    row = rows.filter(course__slug=slug).order_by("-ordinal").first()
    return study_of(row) if row else None


def completion_of(enrollment: Enrollment) -> CompletionRecord | None:
    """Return the record that stands for the enrollment: the one that nothing supersedes."""
    rows = CompletionRecord.objects.filter(enrollment=enrollment, superseded_by__isnull=True)
    return rows.first()


@lru_cache(maxsize=LESSONS_KEPT)
def lesson_text(lesson_id: int) -> Lesson:
    """Return a lesson with its text; a trigger guarantees that it never changes."""
    return Lesson.objects.get(pk=lesson_id)


def _by_freshness(row: Enrollment) -> tuple[bool, float]:
    latest = row.latest_seen_at or row.enrolled_at
    return row.state == Enrollment.State.OPEN, latest.timestamp()
