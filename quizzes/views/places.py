"""The addresses around an attempt, and where a form's button leads."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse

from quizzes.models import Attempt


@dataclass(frozen=True)
class Places:
    """The addresses of an attempt, seen from one of its questions."""

    attempt: Attempt
    place: int = 1

    def _at(self, name: str, *more: int) -> str:
        enrollment, lesson = self.attempt.enrollment, self.attempt.quiz.lesson
        return reverse(
            f"quizzes:{name}", args=[enrollment.uuid, lesson.key, self.attempt.uuid, *more]
        )

    @property
    def lesson(self) -> str:
        """Return where the quiz introduces itself."""
        enrollment, lesson = self.attempt.enrollment, self.attempt.quiz.lesson
        return reverse("enrollments:lesson", args=[enrollment.uuid, lesson.key])

    @property
    def here(self) -> str:
        """Return this question."""
        return self._at("question", self.place)

    @property
    def save(self) -> str:
        """Return where this question's answer is sent."""
        return self._at("save", self.place)

    @property
    def submit(self) -> str:
        """Return the overview with the button that submits."""
        return self._at("submit")

    @property
    def result(self) -> str:
        """Return the result."""
        return self._at("result")

    @property
    def questions(self) -> list[str]:
        """Return the addresses of all questions in their order."""
        pattern = self._at("question", 0)
        count = len(self.attempt.question_keys())
        return [pattern.replace("/0/", f"/{place}/") for place in range(1, count + 1)]

    def after(self, sent: QueryDict) -> str:
        """Return where the button that was pressed leads; a move stays with the question."""
        go, count = sent.get("go", ""), len(self.attempt.question_keys())
        if go == "next":
            return self._at("question", self.place + 1) if self.place < count else self.submit
        if go == "previous":
            return self._at("question", max(1, self.place - 1))
        return self.here
