"""Pages against a bare Django page on the same server: requests per CPU second of the worker.

The bare page reads session and user, asks four queries and renders one template with the
middleware of `startproject`. Rounds alternate, so that whatever else the machine does meets all
pages alike; the median round counts.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Callable, Mapping, Sequence
from itertools import cycle, islice
from pathlib import Path

from django.conf import settings

from common.clock import now
from courses.models import Course
from courses.services.publish import publish_package
from curricula.audience import Audience
from curricula.due_dates import Anchor, DueRule
from curricula.services.assign import assign
from curricula.services.create import create
from enrollments.models import Enrollment
from enrollments.services.complete_lesson import complete_lesson
from lms.bench import Ratio
from lms.bench._people import OURS, employ, session
from lms.bench._web_server import WebServer
from people.models import User

LIMIT = 0.6
ROUNDS = 12
REQUESTS = 56
WARM_UP = 28
PACKAGE = settings.BASE_DIR / "courses" / "packages" / "empathy-in-customer-service"
DJANGOS = "django.contrib.auth.backends.ModelBackend"
UNIT = "requests per CPU second"


def run(report: Callable[[str], None]) -> list[Ratio]:
    """Measure Today and a lesson page against the bare page."""
    learner = _learner()
    enrollment = Enrollment.objects.get(learner=learner)
    lessons = [f"/learn/{enrollment.uuid}/lessons/{key}/" for key in _readings(enrollment)]
    with (
        tempfile.TemporaryDirectory(prefix="bench-") as folder,
        WebServer(Path(folder), "lms.settings", session(learner, OURS)) as product,
        WebServer(Path(folder), "lms.bench._bare_settings", session(learner, DJANGOS)) as plain,
    ):
        report(f"{ROUNDS} rounds of {REQUESTS} requests each, one process a server")
        pages = {
            "bare": (plain, ["/bare/"]),
            "today": (product, ["/learn/"]),
            # A page after the other, so that each one writes the place of reading.
            "lesson": (product, lessons),
        }
        found = _measure(pages)
    for name, figure in found.items():
        report(f"  {name}: {1000 / figure:.2f} ms of CPU a page")
    return [
        Ratio("Today", found["today"], found["bare"], UNIT, LIMIT),
        Ratio("Lesson page", found["lesson"], found["bare"], UNIT, LIMIT),
    ]


def _measure(pages: Mapping[str, tuple[WebServer, Sequence[str]]]) -> dict[str, float]:
    rounds: dict[str, list[float]] = {name: [] for name in pages}
    for server, paths in pages.values():
        _ask(server, paths, WARM_UP)
    for _ in range(ROUNDS):
        for name, (server, paths) in pages.items():
            rounds[name].append(_ask(server, paths, REQUESTS))
    return {name: statistics.median(figures) for name, figures in rounds.items()}


def _ask(server: WebServer, paths: Sequence[str], times: int) -> float:
    """Return how many requests the worker answers per second of its CPU time."""
    before = server.cpu_seconds()
    for path in islice(cycle(paths), times):
        server.get(path)
    return times / (server.cpu_seconds() - before)


def _learner() -> User:
    """Return somebody in the middle of the real course, one of two thousand who study it."""
    at = now()
    publish_package(path=PACKAGE, by=None, at=at)
    course = Course.objects.get(slug=PACKAGE.name)
    boss, learner = employ(2000)[:2]
    curriculum = create(slug="all", title="Empathy", required=[course], by=None, at=at)
    assign(
        curriculum=curriculum,
        audience=Audience(),
        due=DueRule(Anchor.ASSIGNED, offset_days=30),
        by=boss,
        scope=None,
        at=at,
    )
    enrollment = Enrollment.objects.get(learner=learner)
    for lesson in enrollment.version.lessons.order_by("ordinal")[:2]:
        complete_lesson(enrollment=enrollment, lesson=lesson, by=learner, at=at)
    return learner


def _readings(enrollment: Enrollment) -> list[str]:
    lessons = enrollment.version.lessons.filter(kind="reading").order_by("ordinal")
    return list(lessons.values_list("key", flat=True))
