"""A small company on a working day: two regions, every kind of object, and a canary in each."""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.core.cache import cache
from django.test import Client

from certificates.models import Certificate
from certificates.services.issue import issue
from common import content_store
from common.models import OutboxRow
from courses.models import PackageFile
from curricula.audience import Audience
from curricula.due_dates import Anchor, DueRule
from curricula.models import AssignmentRule, Curriculum
from curricula.services.assign import assign
from curricula.services.create import create
from enrollments.models import Enrollment
from people.models import Department, User
from people.roles import Role
from people.viewer import viewer_for
from practice.live.card import Mark
from practice.models import (
    Booster,
    Intention,
    LiveSession,
    OwnCall,
    ReflectionNote,
    ReviewLog,
    Run,
    TriggerEntry,
    Try,
    YearPlan,
)
from practice.sealed.words import TriggerLine
from practice.selectors.listening.peers import department_of
from practice.selectors.runs.mine import scenario_of
from practice.services.listening.peers import ask_peers
from practice.services.listening.steps import mark_shown, rate_try
from practice.services.listening.write_try import Tried, write_try
from practice.services.live.go import begin, stop
from practice.services.live.keep import keep_card
from practice.services.live.keep import keep_note as keep_live_note
from practice.services.private.keep_note import Prompted, keep_note
from practice.services.private.keep_trigger import add_trigger
from practice.services.runs.start import start_run
from practice.services.runs.take_turn import take_turn
from practice.services.runs.write_debrief import write_debrief
from practice.services.store_lesson import store_reflection
from practice.services.year.intentions import write_intention
from quizzes.models import Attempt, Quiz
from quizzes.selectors.paper import load_paper
from quizzes.services.save_answer import save_answer
from quizzes.services.start_attempt import start_attempt
from quizzes.services.submit_attempt import submit_attempt
from reports.models import ReportFile, ReportRun
from reports.selectors.plan import Wish
from reports.services.request import request as request_report
from tests.practice.conftest import OPTIONAL, REFLECTION, draft
from tests.practice.listening.conftest import published
from tests.practice.live.conftest import published as published_live
from tests.practice.own_call.made import begun, course_with_calls, played
from tests.practice.scenario.conftest import PARCEL
from tests.practice.scenes import KEY, course_with
from tests.practice.year.decks import answered, joined, student, year_course
from tests.quizzes.conftest import published_quiz, wrong_answer
from tests.support.factories import (
    CompletionFactory,
    EmploymentFactory,
    EnrollmentFactory,
    RoleGrantFactory,
    UserFactory,
    published_course,
)

NOW = dt.datetime.now(dt.UTC)
EARLIER = NOW - dt.timedelta(days=5)
PICTURE = "assets/face.svg"
SOURCE = "quiz.yaml"
PACKAGE = "tiny"
PDF = b"%PDF-1.7 canary of a certificate"
SCORE = Decimal("61.37")


def lately() -> dt.datetime:
    """Return a moment that can still be undone, however long ago this file was read."""
    return dt.datetime.now(dt.UTC) - dt.timedelta(minutes=20)


@dataclass
class World:
    """People, objects and who is signed in."""

    people: dict[str, User]
    departments: dict[str, Department]
    quiz: Quiz
    curriculum: Curriculum
    rules: dict[str, AssignmentRule] = field(default_factory=dict)
    enrollments: dict[str, Enrollment] = field(default_factory=dict)
    attempts: dict[str, Attempt] = field(default_factory=dict)
    submitted: dict[str, Attempt] = field(default_factory=dict)
    certificates: dict[str, Certificate] = field(default_factory=dict)
    runs: dict[str, ReportRun] = field(default_factory=dict)
    notes: dict[str, ReflectionNote] = field(default_factory=dict)
    triggers: dict[str, TriggerEntry] = field(default_factory=dict)
    scenes: dict[str, Run] = field(default_factory=dict)  # go on
    debriefed: dict[str, Run] = field(default_factory=dict)
    listeners: dict[str, Enrollment] = field(default_factory=dict)
    tries: dict[str, Try] = field(default_factory=dict)
    meeters: dict[str, Enrollment] = field(default_factory=dict)
    meetings: dict[str, LiveSession] = field(default_factory=dict)  # go on
    met: dict[str, LiveSession] = field(default_factory=dict)
    reviews: dict[str, ReviewLog] = field(default_factory=dict)
    boosters: dict[str, Booster] = field(default_factory=dict)
    intentions: dict[str, Intention] = field(default_factory=dict)
    callers: dict[str, Enrollment] = field(default_factory=dict)
    own_calls: dict[str, OwnCall] = field(default_factory=dict)  # played
    own_drafts: dict[str, OwnCall] = field(default_factory=dict)
    dead: OutboxRow | None = None
    clients: dict[str, Client] = field(default_factory=dict)

    def client(self, who: str, kind: type[Client] = Client) -> Client:
        """Return a fresh client of somebody; "anonymous" is nobody."""
        client = kind(raise_request_exception=False)
        if who != "anonymous":
            if who not in self.clients:
                session = kind()
                session.force_login(self.people[who])
                self.clients[who] = session
            client.cookies = self.clients[who].cookies.copy()
        return client


def made(cast: dict[str, User], departments: dict[str, Department], *, title="Empathy") -> World:
    """Return the world around the cast."""
    cache.clear()
    people = {**cast, **_more_people(cast, departments)}
    quiz = _quiz()
    course = quiz.lesson.version.course
    curriculum = create(
        slug="empathy-in-customer-service", title=f"Curriculum {title}", required=[course], by=None,
        at=EARLIER,
    )  # fmt: skip
    world = World(people, departments, quiz, curriculum)
    _assign(world)
    for who in ("dana", "colm", "stranger", "dexter"):
        world.enrollments[who] = Enrollment.objects.get(learner=people[who], course=course)
        if who != "dexter":
            _study(world, who)
            _keep(world, who)
    _practice(world)
    _certify(world, title)
    _listen(world)
    _meet(world)
    _reports(world)
    _practice_year(world)
    _own_calls(world)
    world.dead = OutboxRow.objects.create(
        subscription="certificates.render", key="certificates.render:canary", starts=8,
        payload={"certificate_uuid": str(uuid.uuid4())}, dead_at=NOW,
    )  # fmt: skip
    world.client("dexter")  # signed in while it was still allowed
    User.objects.filter(pk=people["dexter"].pk).update(is_active=False)
    return world


def _more_people(cast: dict[str, User], departments: dict[str, Department]) -> dict[str, User]:
    def person(number: str, name: str, *, where: str, manager: User | None = None, **more: Any):
        found = UserFactory(
            legal_name=name, email=f"{number}-canary@northwind.example", employee_number=number,
            short_name="", **more,
        )  # fmt: skip
        EmploymentFactory(
            person=found, department=departments[where], manager=manager, job_title=f"Job {number}"
        )
        return found

    nadia = person("NW-8001", "Nadia Quartzcanary", where="Americas")
    RoleGrantFactory(person=nadia, role=Role.MANAGER, department=departments["Americas"])
    dexter = person("NW-8004", "Dexter Flintcanary", where="Bookings", manager=cast["milo"])
    RoleGrantFactory(person=dexter, role=Role.HR)
    RoleGrantFactory(person=dexter, role=Role.MANAGER)
    return {
        "nadia": nadia,
        "dexter": dexter,
        "colm": person("NW-8002", "Colm Opalcanary", where="Bookings", manager=cast["milo"]),
        "stranger": person("NW-8003", "Xiomara Onyxcanary", where="Americas", manager=nadia),
    }


def _quiz() -> Quiz:
    quiz = published_quiz(more=[{"key": "m1-reflection", "kind": "reflection", **OPTIONAL}])
    version = quiz.lesson.version
    reflection = version.lessons.get(key="m1-reflection")
    store_reflection(reflection, draft(reflection, REFLECTION))
    for path, content, kind in (
        (PICTURE, b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml"),
        (SOURCE, b"canary-sofa-b", "application/yaml"),
    ):
        PackageFile.objects.create(
            version=version, path=path, content=content, media_type=kind,
            sha256=hashlib.sha256(content).hexdigest(),
        )  # fmt: skip
    published_course(slug="never-assigned", title="Never assigned")
    return quiz


def _assign(world: World) -> None:
    for who, place in (("omar", "Bookings"), ("ines", "Americas")):
        viewer = viewer_for(world.people[who], on=NOW.date())
        world.rules[who] = assign(
            curriculum=world.curriculum, by=world.people[who], at=lately(),
            audience=Audience(departments=(world.departments[place].uuid,)),
            due=DueRule(Anchor.FIXED, due_on=NOW.date() + dt.timedelta(days=9)),
            scope=frozenset(grant.department_id for grant in viewer.grants),
            note=f"Word from {who}",
        )  # fmt: skip


def _study(world: World, who: str) -> None:
    """One attempt submitted without a single right answer, one open."""
    enrollment, learner = world.enrollments[who], world.people[who]
    for is_first in (True, False):
        attempt = start_attempt(
            enrollment=enrollment, quiz=world.quiz, by=learner, at=lately(), seed=7
        ).attempt
        slot = load_paper(attempt).slots[0]
        save_answer(
            attempt=attempt, place=1, client_seq=1, answer=wrong_answer(slot), is_flagged=False,
            by=learner, at=lately(),
        )  # fmt: skip
        if is_first:
            submit_attempt(attempt=attempt, by=learner, at=lately(), accept_unanswered=True)
        (world.submitted if is_first else world.attempts)[who] = attempt


def _keep(world: World, who: str) -> None:
    """Something written for oneself, with a word that nobody else may read."""
    learner, word = world.people[who], f"private-canary-{who}"
    asked = Prompted(
        course_id=world.enrollments[who].course_id, lesson_key="m1-reflection",
        prompt_key="ache", lesson="Reflection", prompt="What ached?",
    )  # fmt: skip
    world.notes[who] = keep_note(prompt=asked, text=word, seen=0, by=learner, at=lately())
    world.triggers[who] = add_trigger(line=TriggerLine(trigger=word), by=learner, at=lately())


def _practice(world: World) -> None:
    """One run played to its debrief, with words written in it, and one that goes on."""
    course = course_with(PARCEL)
    lesson = course.effective_version.lessons.get(key=KEY)
    for who in ("dana", "colm", "stranger"):
        learner = world.people[who]
        enrollment = EnrollmentFactory(learner=learner, course=course, enrolled_at=EARLIER)
        for choices in ("cca", "c"):
            run = start_run(
                enrollment=enrollment, scenario=scenario_of(lesson.pk), by=learner, at=EARLIER,
                language="en",
            ).run  # fmt: skip
            for taken, choice in enumerate(choices):
                run = take_turn(
                    run=run, turns_taken=taken, choice=choice, by=learner, at=EARLIER,
                    wrote=f"First words of {who}",
                ).run  # fmt: skip
            (world.debriefed if len(choices) > 1 else world.scenes)[who] = run
        write_debrief(
            run=world.debriefed[who], by=learner, at=EARLIER, feel=f"Felt by {who}", fact="",
            transfer="",
        )  # fmt: skip


def _listen(world: World) -> None:
    """A shared reply of each, seen by its owner alone and by peers elsewhere."""
    course = published(slug="listening")
    lesson = course.effective_version.lessons.get(key="m1-listening")
    for who in ("dana", "colm", "stranger"):
        learner = world.people[who]
        enrollment = EnrollmentFactory(learner=learner, course=course, enrolled_at=EARLIER)
        tried = Tried(
            exercise="given-back", exercises=("given-back", "more"), language="en", writes=True,
            answer={"text": f"Reply canary of {who}"},
        )  # fmt: skip
        own_try = write_try(
            enrollment=enrollment, lesson=lesson, tried=tried, ordinal=1, by=learner, at=lately()
        )
        rate_try(own_try=own_try, rating=3, by=learner)
        mark_shown(own_try=own_try, by=learner)
        own_try.refresh_from_db()
        department = department_of(viewer_for(learner, on=NOW.date()), NOW.date())
        ask_peers(own_try=own_try, department=department, by=learner, at=lately())
        world.listeners[who], world.tries[who] = enrollment, own_try


def _meet(world: World) -> None:
    """Somebody practiced with others twice: once they stopped, once it goes on."""
    course = published_live(slug="live")
    lesson = course.effective_version.lessons.get(kind="live")
    for who in ("dana", "colm", "stranger"):
        learner, words = world.people[who], f"Card canary of {who}"
        enrollment = EnrollmentFactory(learner=learner, course=course, enrolled_at=EARLIER)
        for sessions in (world.met, world.meetings):
            session = begin(lesson=lesson, role="observer", by=learner, at=NOW)
            marks = {"notice": Mark(level=3, words=words)}
            keep_card(of=session.rounds.get(), marks=marks, seen=0, by=learner, at=NOW)
            if sessions is world.met:
                stop(session=session, enrollment=enrollment, by=learner, at=NOW)
                keep_live_note(session=session, text=words, seen=0, by=learner, at=NOW)
                session.refresh_from_db()
            sessions[who] = session
        world.meeters[who] = enrollment


def _certify(world: World, title: str) -> None:
    course = published_course(slug="done", title=f"Done {title}")
    for who in ("dana", "colm", "stranger", "nadia"):
        person = world.people[who]
        enrollment = EnrollmentFactory(
            learner=person, course=course, enrolled_at=EARLIER, state="completed",
            completed_at=EARLIER,
        )  # fmt: skip
        completion = CompletionFactory(
            learner=person, enrollment=enrollment, completed_at=EARLIER, score_percent=SCORE
        )
        certificate = issue(completion=completion, at=EARLIER)
        sha256 = content_store.put(PDF)
        Certificate.objects.filter(pk=certificate.pk).update(
            state=Certificate.State.READY, pdf_sha256=sha256, pdf_bytes=len(PDF), ready_at=EARLIER
        )
        certificate.refresh_from_db()
        world.certificates[who] = certificate


def _practice_year(world: World) -> None:
    """Three take part: a review each, a booster that has come, a sentence nobody else may read."""
    course = year_course(slug="year")
    for who in ("dana", "colm", "stranger"):
        person = world.people[who]
        student(person, course, "l1-1", "l2-1", at=EARLIER)
        joined(person, at=EARLIER)
        YearPlan.objects.filter(learner=person).update(weekdays_off=[])
        world.reviews[who] = answered(person, "card-1", at=EARLIER)
        Booster.objects.filter(learner=person).update(due_on=EARLIER.date())
        world.boosters[who] = Booster.objects.get(learner=person, day=7)
        world.intentions[who] = write_intention(
            uuid=uuid.uuid4(), when=f"Canary moment of {who}", then="wait", by=person, at=EARLIER
        )


def _own_calls(world: World) -> None:
    """A call of each, played from both seats, and a draft, with words that nobody else may read."""
    course = course_with_calls()
    for who in ("dana", "colm", "stranger"):
        enrollment = EnrollmentFactory(
            learner=world.people[who], course=course, enrolled_at=EARLIER
        )
        world.callers[who] = enrollment
        world.own_calls[who] = played(enrollment, EARLIER, cue=f"A call canary of {who}.")
        world.own_drafts[who] = begun(enrollment, EARLIER)


def _reports(world: World) -> None:
    """A finished run of each who may ask; its rows name somebody of their region."""
    told = {"omar": "Colm Opalcanary", "ines": "Xiomara Onyxcanary", "vera": f"{SCORE}"}
    for who, words in told.items():
        viewer = viewer_for(world.people[who], on=NOW.date())
        wish = Wish(kind="completions", first_on=NOW.date(), last_on=NOW.date())
        run = request_report(wish=wish, reason=f"Reason of {who}", by=viewer, at=NOW)
        content = f"person\n{words}\n".encode()
        ReportRun.objects.filter(pk=run.pk).update(
            state="ready", rows_done=1, rows_total=1, snapshot_at=NOW, finished_at=NOW,
            totals={"completed": 1},
        )  # fmt: skip
        ReportFile.objects.create(
            run=run, name="completions.csv", media_type="text/csv", rows=1, bytes=len(content),
            sha256=content_store.put(content),
        )  # fmt: skip
        run.refresh_from_db()
        world.runs[who] = run
