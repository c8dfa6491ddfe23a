"""A quiz file laid out for the rules: as written, with the line of everything in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from courses.lint.desk import Desk
from courses.package.drafts import LessonDraft
from courses.package.yaml_lines import Located
from quizzes.question_types.package_file import LEVELS

Row = dict[str, Any]
# The lists of a question whose entries carry feedback; a type has one or two of them.
LISTS = ("choices", "pairs", "distractors", "items", "phrases", "replies")
ONE_OF = frozenset({"single", "feeling"})


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One question of a bank; all values are text, as in the file."""

    bank: Bank
    place: int
    fields: Row

    @property
    def key(self) -> str:
        """Return the question's key."""
        return str(self.fields["key"])

    @property
    def level(self) -> int:
        """Return the place of the question's Bloom level, from 0."""
        return LEVELS.index(self.fields["level"])

    def line(self, *way: str | int) -> int:
        """Return the line of something inside the question."""
        return self.bank.fields.line("questions", self.place, *way)

    def rows(self, *lists: str) -> Iterator[tuple[str, int, Row]]:
        """Yield list, place and entry of everything that carries feedback."""
        for name in lists or LISTS:
            for place, row in enumerate(self.fields.get(name, [])):
                yield name, place, row

    def choices(self, *, correct: bool) -> list[str]:
        """Return the texts of the right or of the wrong choices."""
        wanted = "yes" if correct else "no"
        rows = self.fields.get("choices", [])
        return [row["text"] for row in rows if row.get("correct") == wanted]


@dataclass(frozen=True, kw_only=True)
class Bank:
    """A quiz with all its questions."""

    lesson: LessonDraft
    fields: Located

    @property
    def path(self) -> str:
        """Return the file of the quiz."""
        return self.lesson.path

    @property
    def questions(self) -> list[Asked]:
        """Return the questions in the order of the file."""
        listed = self.fields.value["questions"]
        return [Asked(bank=self, place=place, fields=row) for place, row in enumerate(listed)]

    @property
    def draw(self) -> int:
        """Return how many questions one attempt asks."""
        written = str(self.fields.value["draw"])
        return int(written) if written.isdigit() else len(self.questions)

    @property
    def blueprint(self) -> dict[str, int]:
        """Return how many questions of each objective one attempt asks, if the file says so."""
        written = self.fields.value.get("blueprint")
        return {name: int(n) for name, n in written.items()} if isinstance(written, dict) else {}

    def per_objective(self) -> Counter[str]:
        """Return how many questions there are for each objective."""
        return Counter(str(asked.fields["objective"]) for asked in self.questions)


def banks(desk: Desk) -> Iterator[Bank]:
    """Yield every quiz of a package."""
    for lesson in desk.package.lessons():
        if lesson.kind == "quiz":
            yield Bank(lesson=lesson, fields=desk.fields(lesson.path))


def questions(desk: Desk) -> Iterator[Asked]:
    """Yield every question of a package."""
    for bank in banks(desk):
        yield from bank.questions
