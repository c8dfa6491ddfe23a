"""A turn of a scene against a bare signed-in Django view that does one INSERT; and the validator.

Requests per CPU second of the web worker, one at a time, on the same kind of server and the same
database. Rounds alternate and the median round counts. Runs have eight turns, so every eighth
request also scores the run, opens its debrief and completes the lesson.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import process_time

from django.conf import settings
from django.test import Client
from django.urls import reverse

from common.clock import now
from courses.services.publish import publish_package
from enrollments.services.enroll import enroll
from lms.bench import Ratio
from lms.bench._web_server import WebServer
from lms.bench.roleplay.scenes import scene, write_package
from people.models import User
from practice.models import Run
from practice.scenario.check import check_text
from practice.selectors.runs.mine import scenario_of
from practice.services.runs.start import start_run

LIMIT = 0.4
ROUNDS = 8
REQUESTS = 40
WARM_UP = 24
TURNS = 8
NODES = 60
CHECKS_A_SECOND = 1.0
OURS = settings.AUTHENTICATION_BACKENDS[0]
DJANGOS = "django.contrib.auth.backends.ModelBackend"
UNIT = "requests per CPU second"
Report = Callable[[str], None]


@dataclass(frozen=True)
class _Learner:
    """Somebody at the beginning of a scene, and their session."""

    run: Run
    session: str


def run(report: Report) -> list[Ratio]:
    """Measure a turn, by form and by swap, and a check of sixty nodes."""
    each = ROUNDS * REQUESTS + WARM_UP
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        learners = list(_learners(2 * (each // TURNS), Path(folder) / "package"))
        plain_session = _session(learners[0].run.learner, DJANGOS)
        with (
            WebServer(Path(folder), "lms.settings", learners[0].session) as product,
            WebServer(Path(folder), "lms.bench._bare_settings", plain_session) as plain,
        ):
            report(f"{ROUNDS} rounds of {REQUESTS} requests each, one process a server")
            half = len(learners) // 2
            found = _measure(
                {
                    "insert": (plain, lambda: plain.post("/insert/", {})),
                    "turn": (product, _playing(product, learners[:half])),
                    "swap": (product, _playing(product, learners[half:], swaps=True)),
                }
            )
    for name, figure in found.items():
        report(f"  {name}: {1000 / figure:.2f} ms of CPU a request, {figure:,.0f} a CPU second")
    return [
        Ratio("Turn", found["turn"], found["insert"], UNIT, LIMIT),
        _check(report),
    ]


def _check(report: Report) -> Ratio:
    """Return how many scenes of sixty nodes and two meters are checked in a second."""
    text = scene(NODES, name="made")
    times = []
    for _ in range(3):
        before = process_time()
        told = check_text("made.yaml", text)
        times.append(process_time() - before)
    spent = statistics.median(times)
    report(f"  check: {told.states:,} states in {spent:.2f} s, {told.states / spent:,.0f} a second")
    return Ratio("Check of 60 nodes", 1 / spent, 1.0, "a CPU second", CHECKS_A_SECOND)


def _playing(
    server: WebServer, learners: list[_Learner], *, swaps: bool = False
) -> Callable[[], int]:
    steps = ((learner, taken) for learner in learners for taken in range(TURNS))
    more = {"HX-Request": "true"} if swaps else {}

    def play() -> int:
        learner, taken = next(steps)
        fields = {"turns_taken": str(taken), "choice": "abc"[taken % 3]}
        address = reverse("practice:turn", args=[learner.run.uuid])
        return server.post(address, fields, session=learner.session, more=more)

    return play


def _measure(acts: dict[str, tuple[WebServer, Callable[[], int]]]) -> dict[str, float]:
    rounds: dict[str, list[float]] = {name: [] for name in acts}
    for _, act in acts.values():
        for _ in range(WARM_UP):
            act()
    for _number in range(ROUNDS):
        for name, (server, act) in acts.items():
            before = server.cpu_seconds()
            for _ in range(REQUESTS):
                act()
            rounds[name].append(REQUESTS / (server.cpu_seconds() - before))
    return {name: statistics.median(figures) for name, figures in rounds.items()}


def _learners(number: int, folder: Path) -> Iterator[_Learner]:
    """Yield people at the beginning of a scene."""
    at = now()
    package = write_package(folder, TURNS)
    version = publish_package(path=package, by=None, at=at).version
    scenario = scenario_of(version.lessons.get(key="r1").pk)
    for place in range(number):
        person = User.objects.create(
            email=f"bench{place}@northwind.example", legal_name=f"Person {place}"
        )
        enrollment = enroll(learner=person, course=version.course, by=None, at=at)
        started = start_run(
            enrollment=enrollment, scenario=scenario, by=person, at=at, language="en"
        )
        yield _Learner(started.run, _session(person, OURS))


def _session(person: User, backend: str) -> str:
    client = Client()
    client.force_login(person, backend=backend)
    return client.cookies[settings.SESSION_COOKIE_NAME].value
