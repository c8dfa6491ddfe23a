"""Autosave and submit against a bare signed-in Django view that does one INSERT.

Requests per CPU second of the web worker, one at a time, on the same kind of server and the same
database. Rounds alternate and the median round counts. A submission is one that passes: it scores,
seals, writes the audit line and completes the lesson.
"""

from __future__ import annotations

import statistics
import tempfile
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

from django.conf import settings
from django.test import Client
from django.urls import reverse

from common.clock import now
from courses.models import Course
from courses.services.publish import publish_package
from enrollments.models import Enrollment
from enrollments.services.enroll import enroll
from lms.bench import Ratio
from lms.bench._web_server import WebServer
from lms.demo.answers import right_answer
from people.models import User
from quizzes.models import Attempt, Quiz
from quizzes.selectors.paper import load_paper
from quizzes.services.save_answer import save_answer
from quizzes.services.start_attempt import start_attempt

LIMIT = 0.4
ROUNDS = 8
REQUESTS = 40
WARM_UP = 20
PACKAGE = settings.BASE_DIR / "courses" / "packages" / "empathy-in-customer-service"
OURS = settings.AUTHENTICATION_BACKENDS[0]
DJANGOS = "django.contrib.auth.backends.ModelBackend"
UNIT = "requests per CPU second"
Report = Callable[[str], None]


@dataclass(frozen=True)
class _Learner:
    """Somebody with every question answered, and their sessions."""

    attempt: Attempt
    session: str


def run(report: Report) -> list[Ratio]:
    """Measure saving and submitting against the bare view."""
    learners = list(_learners(ROUNDS * REQUESTS + WARM_UP))
    saver = learners[-1]  # submits last of all, if ever
    plain_session = _session(saver.attempt.enrollment.learner, DJANGOS)
    with (
        tempfile.TemporaryDirectory(prefix="bench-") as folder,
        WebServer(Path(folder), "lms.settings", saver.session) as product,
        WebServer(Path(folder), "lms.bench._bare_settings", plain_session) as plain,
    ):
        report(f"{ROUNDS} rounds of {REQUESTS} requests each, one process a server")
        found = _measure(
            {
                "insert": (plain, lambda: plain.post("/insert/", {})),
                "autosave": (product, _saving(product, saver)),
                "submit": (product, _submitting(product, learners)),
            }
        )
    for name, figure in found.items():
        report(f"  {name}: {1000 / figure:.2f} ms of CPU a request, {figure:,.0f} a CPU second")
    return [
        Ratio("Autosave", found["autosave"], found["insert"], UNIT, LIMIT),
        Ratio("Submit", found["submit"], found["insert"], UNIT, LIMIT),
    ]


def _saving(server: WebServer, learner: _Learner) -> Callable[[], int]:
    slot = next(s for s in load_paper(learner.attempt).slots if s.question.type == "single")
    address = _address("save", learner.attempt, slot.place)
    steps = count(slot.stored_seq + 1)
    choices = [row["id"] for row in slot.question.body["choices"]]

    def save() -> int:
        step = next(steps)
        fields = {"client_seq": str(step), "choice": choices[step % len(choices)]}
        return server.post(address, fields)

    return save


def _submitting(server: WebServer, learners: list[_Learner]) -> Callable[[], int]:
    waiting = iter(learners)

    def submit() -> int:
        learner = next(waiting)
        sent = {"idempotency_key": uuid.uuid4().hex}  # as the page sends it
        return server.post(_address("submit", learner.attempt), sent, session=learner.session)

    return submit


def _address(name: str, attempt: Attempt, *more: int) -> str:
    place = [attempt.enrollment.uuid, attempt.quiz.lesson.key, attempt.uuid, *more]
    return reverse(f"quizzes:{name}", args=place)


def _measure(acts: dict[str, tuple[WebServer, Callable[[], int]]]) -> dict[str, float]:
    rounds: dict[str, list[float]] = {name: [] for name in acts}
    for _, act in acts.values():
        for _ in range(WARM_UP):
            act()
    for number in range(ROUNDS):
        # The last round of submissions leaves the learner who saves alone.
        for name, (server, act) in acts.items():
            times = REQUESTS - 1 if number == ROUNDS - 1 else REQUESTS
            before = server.cpu_seconds()
            for _ in range(times):
                act()
            rounds[name].append(times / (server.cpu_seconds() - before))
    return {name: statistics.median(figures) for name, figures in rounds.items()}


def _learners(number: int) -> Iterator[_Learner]:
    """Yield people in the middle of the real course with an attempt that would pass."""
    at = now()
    publish_package(path=PACKAGE, by=None, at=at)
    course = Course.objects.get(slug=PACKAGE.name)
    quiz = (
        Quiz.objects.select_related("lesson")
        .filter(lesson__version=course.effective_version)
        .order_by("lesson__ordinal")[0]
    )
    for place in range(number):
        person = User.objects.create(
            email=f"bench{place}@northwind.example", legal_name=f"Person {place}"
        )
        enrollment = enroll(learner=person, course=course, by=None, at=at)
        yield _Learner(_answered(enrollment, quiz, at), _session(person, OURS))


def _answered(enrollment: Enrollment, quiz: Quiz, at: datetime) -> Attempt:
    learner = enrollment.learner
    attempt = start_attempt(enrollment=enrollment, quiz=quiz, by=learner, at=at).attempt
    for slot in load_paper(attempt).slots:
        save_answer(
            attempt=attempt, place=slot.place, client_seq=1, answer=right_answer(slot.question),
            is_flagged=False, by=learner, at=at,
        )  # fmt: skip
    return attempt


def _session(person: User, backend: str) -> str:
    client = Client()
    client.force_login(person, backend=backend)
    return client.cookies[settings.SESSION_COOKIE_NAME].value
