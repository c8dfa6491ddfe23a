"""What every lesson page shares: where it stands in the course, and the frame around it.

A lesson kind renders its page with `render_lesson(request, template, context)`; the template
extends `enrollments/player.html` and sees the context as `player`.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import ngettext

from courses.models import Lesson
from courses.selectors import LessonWords, OutlineAid, OutlineLesson, OutlineModule, translated
from enrollments import completion, selectors
from enrollments.completion import Progress
from enrollments.models import Enrollment
from enrollments.selectors import Study
from people.access import ViewerRequest
from people.viewer import Viewer

_ANY_KEY = "any-lesson"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the outline at the side."""

    key: str
    kind: str
    title: str
    minutes: str
    url: str
    state: str
    is_current: bool
    is_required: bool
    language: str


@dataclass(frozen=True, slots=True)
class Part:
    """A module. One that is closed shows its title and how far it is, and no lines."""

    title: str
    summary: str
    minutes: int
    entries: tuple[Entry, ...]
    job_aids: tuple[OutlineAid, ...]
    done: int
    total: int
    url: str
    is_next: bool
    language: str

    @property
    def state(self) -> str:
        """Return whether all of it that can be done is done, or some of it, or nothing."""
        if self.total and self.done == self.total:
            return "done"
        return "now" if self.done or self.is_next else "open"


@dataclass(frozen=True, slots=True)
class Modules:
    """The outline: modules that stand open, and the closed ones before and behind them."""

    before: tuple[Part, ...]
    open: tuple[Part, ...]
    after: tuple[Part, ...]


@dataclass(frozen=True)
class LessonContext:
    """A lesson at its place in somebody's course; `words` are its title and text to read."""

    study: Study
    lesson: Lesson
    words: LessonWords
    outline: Modules
    previous: Entry | None
    next: Entry | None
    number: int
    total: int

    @property
    def enrollment(self) -> Enrollment:
        """Return the enrollment that is studied."""
        return self.study.enrollment

    @property
    def progress(self) -> Progress:
        """Return how far the enrollment is."""
        return self.study.progress

    @property
    def is_done(self) -> bool:
        """Return whether this lesson counts already."""
        return self.lesson.key in self.study.done

    @property
    def is_open(self) -> bool:
        """Return whether the course is still being studied."""
        return self.enrollment.state == Enrollment.State.OPEN


def lesson_context(viewer: Viewer, enrollment_uuid: uuid.UUID, lesson_key: str) -> LessonContext:
    """Return the lesson at its place; 404 for what is foreign, withdrawn, absent or malformed."""
    study = selectors.my_study(viewer, enrollment_uuid)
    found = study.lesson(lesson_key) if study else None
    if study is None or found is None:
        raise Http404
    lessons = study.outline.lessons
    place = lessons.index(found)
    pattern = lesson_url(study.enrollment, _ANY_KEY)
    before, after = lessons[max(place - 1, 0) : place], lessons[place + 1 : place + 2]
    lesson = selectors.lesson_text(found.id)
    return LessonContext(
        study=study,
        lesson=lesson,
        words=_words(found, lesson),
        outline=outline_of(study, current=lesson_key),
        previous=_entry(before[0], pattern, study.done) if before else None,
        next=_entry(after[0], pattern, study.done) if after else None,
        number=place + 1,
        total=len(lessons),
    )


def _words(found: OutlineLesson, lesson: Lesson) -> LessonWords:
    if found.is_translated:
        return translated(found.id, found.language)
    return LessonWords(lesson.title, lesson.html, found.language)


def render_lesson(
    request: ViewerRequest,
    template: str,
    context: LessonContext,
    extra: dict[str, Any] | None = None,
) -> HttpResponse:
    """Return a lesson's page inside the player."""
    return render(request, template, {"player": context, **(extra or {})})


def outline_of(study: Study, *, current: str | None = None) -> Modules:
    """Return the outline with states and links, module by module.

    Only the module of the current lesson stands open: a course of two hundred lessons would
    otherwise draw two hundred lines on each of its pages. Without one all are open.
    """
    modules = study.outline.modules
    first, last = 0, len(modules)
    if current is not None:
        first = next(at for at, module in enumerate(modules) if module.has(current))
        last = first + 1
    pattern = lesson_url(study.enrollment, _ANY_KEY)
    return Modules(
        before=tuple(_part(study, module, pattern) for module in modules[:first]),
        open=tuple(
            _part(study, module, pattern, current=current, is_open=True)
            for module in modules[first:last]
        ),
        after=tuple(_part(study, module, pattern) for module in modules[last:]),
    )


def _part(
    study: Study,
    module: OutlineModule,
    pattern: str,
    *,
    current: str | None = None,
    is_open: bool = False,
) -> Part:
    shown = module.lessons if is_open else ()
    ruled = [lesson for lesson in module.lessons if lesson.move_on != completion.NOT_APPLICABLE]
    undone = [lesson for lesson in ruled if lesson.key not in study.done]
    onward = (undone or ruled or module.lessons)[0]
    return Part(
        title=module.title,
        summary=module.summary,
        minutes=sum(lesson.minutes for lesson in ruled),
        entries=tuple(
            _entry(lesson, pattern, study.done, is_current=lesson.key == current)
            for lesson in shown
        ),
        job_aids=module.job_aids if is_open else (),
        done=len(ruled) - len(undone),
        total=len(ruled),
        url=pattern.replace(_ANY_KEY, onward.key),
        is_next=is_open and study.next is not None and module.has(study.next.key),
        language=module.language,
    )


def _entry(
    lesson: OutlineLesson, pattern: str, done: frozenset[str], *, is_current: bool = False
) -> Entry:
    return Entry(
        key=lesson.key,
        kind=lesson.kind,
        title=lesson.title,
        minutes=minutes_text(lesson.minutes),
        url=pattern.replace(_ANY_KEY, lesson.key),
        state="done" if lesson.key in done else "now" if is_current else "open",
        is_current=is_current,
        is_required=lesson.is_required,
        language=lesson.language,
    )


def minutes_text(minutes: int) -> str:
    """Return a short duration in the reader's language."""
    return ngettext("%(count)s min", "%(count)s min", minutes) % {"count": minutes}


def lesson_url(enrollment: Enrollment, key: str) -> str:
    """Return where a lesson of an enrollment stands."""
    return reverse("enrollments:lesson", args=[enrollment.uuid, key])


def url_to_resume(study: Study) -> str:
    """Return exactly where the learner left, or the first lesson, or the end of the course."""
    if study.progress.is_complete:
        return reverse("finished", args=[study.enrollment.uuid])
    place = study.latest or study.next
    if place is None:
        return reverse("enrollments:course", args=[study.outline.slug])
    return lesson_url(study.enrollment, place.key)


def url_after(enrollment: Enrollment, key: str) -> str:
    """Return where to go when the lesson of that key was just done."""
    rows = Enrollment.objects.filter(pk=enrollment.pk).with_progress()
    study = selectors.study_of(rows.get())
    following = completion.next_lesson(study.outline.lessons, study.done, after=key)
    if following is None:
        return reverse("finished", args=[enrollment.uuid])
    return lesson_url(enrollment, following)
