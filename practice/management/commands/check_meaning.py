"""Tell whether a model folder works, and how well it tells the key points of a course apart."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from courses import lesson_kinds
from courses.package.drafts import LessonDraft
from courses.package.problems import PackageProblems
from courses.package.read import read_package
from practice.feedback.coverage import BY_MEANING
from practice.feedback.embedding.folder import ModelProblem
from practice.feedback.embedding.meaning import MARGIN, THRESHOLD
from practice.feedback.embedding.measure import Agreement, Kind, agreement
from practice.feedback.embedding.onnx import load
from practice.feedback.shapes import Point
from practice.package.listening import ListeningDraft

ASKED: dict[Kind, str] = {
    "alone": "said in their other wording",
    "among": "the same, among the others",
    "absent": "not said, the others were",
}


class Command(BaseCommand):
    """Load a model folder, say what is wrong with it, and measure it on the courses' exercises."""

    help = "Check the folder of PRACTICE_EMBEDDING_MODEL (or another one) and measure it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take a folder that is not switched on yet."""
        parser.add_argument("path", nargs="?", help="model folder; else PRACTICE_EMBEDDING_MODEL")

    def handle(self, *, path: str | None, **_: Any) -> None:
        """Print the figures; a folder that cannot be used ends with its sentence."""
        path = path or settings.PRACTICE_EMBEDDING_MODEL
        if not path:
            raise CommandError(
                "Name a model folder, or set PRACTICE_EMBEDDING_MODEL; it is empty, so key points "
                "are compared by words alone."
            )
        try:
            encoder = load(Path(path))
        except ModelProblem as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write(f"{path} can be used.\n\n")
        found = agreement(_exercises(), encoder=encoder)
        self.stdout.write("key points of the courses       asked  by words  by meaning  either")
        for kind, name in ASKED.items():
            self.stdout.write(_line(name, found[kind]))
        self.stdout.write(f"\nFound from a nearness of {THRESHOLD + MARGIN:.2f} on.")
        if found["absent"].by_meaning:
            self.stdout.write(
                "This model finds points that nobody said: choose another one, or stay with words."
            )


def _line(name: str, row: Agreement) -> str:
    return f"{name:30}  {row.asked:5}  {row.by_words:8}  {row.by_meaning:10}  {row.either:6}"


def _exercises() -> list[list[Point]]:
    """Return the key points of every exercise of the packages whose language is measured."""
    lessons = [
        lesson
        for folder in sorted(Path(settings.COURSE_PACKAGES_DIR).iterdir())
        for lesson in _lessons(folder)
    ]
    return [
        [Point(id=point["id"], say=tuple(point["say"])) for point in row["points"]]
        for lesson in lessons
        if isinstance(lesson.payload, ListeningDraft)
        for row in lesson.payload.exercises
        if row.get("points")
    ]


def _lessons(folder: Path) -> list[LessonDraft]:
    try:
        package = read_package(folder, kinds=lesson_kinds.readers())
    except PackageProblems:  # `course check` tells what is wrong with it
        return []
    return list(package.lessons()) if package.language in BY_MEANING else []
