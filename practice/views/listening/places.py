"""The addresses around an exercise."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404
from django.urls import reverse

from enrollments.player import LessonContext, lesson_context, lesson_url
from people.access import ViewerRequest
from practice.models import Try
from practice.package.fields import Json
from practice.selectors.listening.exercises import Exercise, exercise_at, listening_of, told_in
from practice.selectors.listening.tries import my_try


@dataclass(frozen=True)
class Place:
    """An exercise of a lesson that somebody studies, and where its pages stand."""

    context: LessonContext
    exercise: Exercise
    following: Exercise | None
    own_try: Try | None = None

    @property
    def lesson(self) -> str:
        """Return the list of exercises."""
        return lesson_url(self.context.enrollment, self.context.lesson.key)

    @property
    def here(self) -> str:
        """Return the exercise."""
        return self._at("listening-exercise", self.exercise)

    @property
    def next(self) -> str:
        """Return the exercise behind this one, or the list."""
        return self._at("listening-exercise", self.following) if self.following else self.lesson

    def answered(self, own_try: Try) -> Json:
        """Return the exercise in the language of a try: with that its words are compared."""
        if own_try.language == self.context.words.language:
            return self.exercise.data
        lesson_id = self.context.lesson.pk
        return told_in(lesson_id, self.exercise.key, own_try.language) or self.exercise.data

    def _at(self, name: str, exercise: Exercise, *more: UUID) -> str:
        lesson = self.context.lesson
        args = [self.context.enrollment.uuid, lesson.key, exercise.key, *more]
        return reverse(f"practice:{name}", args=args)

    def of_try(self, own_try: Try | None, name: str = "listening-try") -> str:
        """Return a page of a try."""
        assert own_try is not None
        return self._at(name, self.exercise, own_try.uuid)

    @property
    def shown(self) -> str:
        """Return the page of this try."""
        return self.of_try(self.own_try)

    @property
    def rate(self) -> str:
        """Return where the own rating is sent."""
        return self.of_try(self.own_try, "listening-rate")

    @property
    def object(self) -> str:
        """Return where a word on a remark is sent."""
        return self.of_try(self.own_try, "listening-object")

    @property
    def share(self) -> str:
        """Return where a reply is shared with peers, or taken back."""
        return self.of_try(self.own_try, "listening-share")

    @property
    def delete(self) -> str:
        """Return where this try is deleted."""
        return self.of_try(self.own_try, "listening-delete")


def payload_of(context: LessonContext) -> Json:
    """Return the exercises in the reader's language, or in that of the course."""
    return context.words.more or listening_of(context.lesson.pk)


def place_of(
    request: ViewerRequest, enrollment: UUID, key: str, exercise: str, own_try: UUID | None = None
) -> Place:
    """Return the exercise, and the viewer's try at it; foreign and absent are the same 404."""
    context = lesson_context(request.viewer, enrollment, key)
    if context.lesson.kind != "listening":
        raise Http404
    found = exercise_at(payload_of(context), exercise)
    if found is None:
        raise Http404
    row = None
    if own_try is not None:
        row = my_try(request.viewer, context.lesson.pk, exercise, own_try)
        if row is None:
            raise Http404
    return Place(context, *found, own_try=row)
