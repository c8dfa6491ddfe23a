"""A long course against a short one: lesson pages per CPU second of the same worker.

Two packages with the same lesson text, one of 10 lessons and one of 200 (twenty modules of ten),
are published and studied by two people, half of each course done. Rounds alternate.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path

from common.clock import now
from courses.services.publish import publish_package
from enrollments.models import Enrollment
from enrollments.services.complete_lesson import complete_lesson
from enrollments.services.enroll import enroll
from lms.bench import Ratio
from lms.bench._people import OURS, employ, session
from lms.bench._web_server import WebServer
from people.models import User

LIMIT = 0.9
ROUNDS = 12
REQUESTS = 60
SHORT, LONG, IN_A_MODULE = 10, 200, 10
_PARTS = ("hook", "principle", "example", "contrast", "faded", "try", "feedback", "takeaway")
_PROSE = "A customer waits, and you say one sentence that shows what you heard. " * 8


def run(report: Callable[[str], None]) -> list[Ratio]:
    """Measure the pages of a version of 200 lessons against those of one of 10."""
    people = dict(zip((SHORT, LONG), employ(2), strict=True))
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        paths = {length: _studied(folder, length, person) for length, person in people.items()}
        figures = _measure(folder, people, paths)
    for length, figure in figures.items():
        report(f"  {length} lessons: {1000 / figure:.2f} ms of CPU a page")
    unit = "pages per CPU second"
    return [Ratio("200 lessons", figures[LONG], figures[SHORT], unit, LIMIT)]


def _measure(
    folder: Path, people: dict[int, User], paths: dict[int, list[str]]
) -> dict[int, float]:
    """Return the median of the rounds; both lengths are served by the same process."""
    rounds: dict[int, list[float]] = {SHORT: [], LONG: []}
    with WebServer(folder, "lms.settings", session(people[SHORT], OURS)) as server:
        for turn in range(ROUNDS + 1):
            for length, person in people.items():
                server.sign_in(session(person, OURS))
                before = server.cpu_seconds()
                for place in range(REQUESTS):
                    server.get(paths[length][place % len(paths[length])])
                if turn:  # the first round warms up
                    rounds[length].append(REQUESTS / (server.cpu_seconds() - before))
    return {length: statistics.median(figures) for length, figures in rounds.items()}


def _studied(folder: Path, length: int, person: User) -> list[str]:
    """Publish a course of that length, let the person do half of it, return pages in its middle."""
    at = now()
    package = _write_package(folder / f"course-{length}", length)
    course = publish_package(path=package, by=None, at=at).version.course
    enrollment: Enrollment = enroll(learner=person, course=course, by=None, at=at)
    lessons = list(enrollment.version.lessons.order_by("ordinal"))
    for lesson in lessons[: length // 2]:
        complete_lesson(enrollment=enrollment, lesson=lesson, by=person, at=at)
    middle = lessons[length // 2 - IN_A_MODULE // 2 : length // 2 + IN_A_MODULE // 2]
    return [f"/learn/{enrollment.uuid}/lessons/{lesson.key}/" for lesson in middle]


def _write_package(root: Path, length: int) -> Path:
    modules = [f"m{number}" for number in range(1, length // IN_A_MODULE + 1)]
    root.mkdir()
    (root / "facts.yaml").write_text("facts: []\n")
    (root / "course.yaml").write_text(
        f"format: attune-course/1\nslug: course-{length}\ntitle: A course of {length} lessons\n"
        "language: en\nsummary: For figures only.\nlicense: CC-BY-4.0\nauthors: [Nobody]\n"
        f"outcomes: [Measure]\nmodules: [{', '.join(modules)}]\n"
    )
    for number, module in enumerate(modules, start=1):
        _write_module(root / "modules" / module, number)
    return root


def _write_module(folder: Path, number: int) -> None:
    folder.mkdir(parents=True)
    files = [f"l{number}-{place}.md" for place in range(1, IN_A_MODULE + 1)]
    (folder / "module.yaml").write_text(
        f"key: m{number}\ntitle: Module number {number}\nsummary: Ten lessons.\n"
        f"objectives:\n  - {{id: M{number}.1, text: Measure, level: Ap}}\n"
        f"lessons: [{', '.join(files)}]\n"
    )
    body = "\n\n".join(f"::: {part}\n{_PROSE}\n:::" for part in _PARTS)
    for name in files:
        (folder / name).write_text(
            f"---\nkey: {name.removesuffix('.md')}\nkind: reading\ntitle: A lesson to be read\n"
            f"minutes: 6\nobjectives: [M{number}.1]\nmove_on: completed\nrequired: yes\n---\n\n"
            f"{body}\n"
        )
