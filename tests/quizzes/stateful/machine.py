"""Two tabs, a clock, HR and an author, against the model; every step checks every invariant."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from common.errors import Conflict, DomainError
from common.idempotency.keys import Asked, KeyReused, Told, fingerprint, once
from courses.models import Lesson
from enrollments.models import CompletionRecord, Enrollment
from enrollments.services.complete_lesson import complete_lesson
from quizzes.models import Attempt, Quiz, Response
from quizzes.question_types import TYPES
from quizzes.selectors.bank import bank
from quizzes.selectors.paper import paper_of
from quizzes.selectors.standing import Standing
from quizzes.services.close_overdue import close_if_over, close_overdue
from quizzes.services.grant_override import grant_attempt, grant_minutes, set_extra_time
from quizzes.services.save_answer import AlreadySubmitted, StaleAnswer, TimeIsOver, save_answer
from quizzes.services.start_attempt import start_attempt
from quizzes.services.store_quiz import store_quiz
from quizzes.services.submit_attempt import Unanswered, submit_attempt
from tests.quizzes.conftest import FIRST_FOUR, draft_of, right_answer, wrong_answer
from tests.quizzes.stateful.invariants import broken_as_prepared, is_sealed, tells_the_key
from tests.quizzes.stateful.model import GRACE, LIMIT, QUESTIONS, Model, Try
from tests.support.factories import SPRING, published_course

PLACES = st.integers(1, QUESTIONS)
ANSWERS = st.sampled_from(["right", "right", "right", "wrong", "none"])
TABS = st.sampled_from([0, 1])


@dataclass
class World:
    """What every example begins with."""

    enrollment: Enrollment
    quiz: Quiz
    hr: Any


class Crash(Exception):
    """The process died here."""


class CrashAt:
    """An execute wrapper that dies before the nth statement."""

    def __init__(self, n: int) -> None:
        self.n = n

    def __call__(self, execute, sql, params, many, context):
        if sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            return execute(sql, params, many, context)
        self.n -= 1
        if self.n < 0:
            raise Crash
        return execute(sql, params, many, context)


class Attempts(RuleBasedStateMachine):
    """One learner at one quiz."""

    world: World

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.model = Model(SPRING)
        self.rows: list[Attempt] = []
        self.tabs: list[dict[int, int]] = [{}, {}]
        self.deadlines: dict[int, dt.datetime] = {}
        self.said: dict[str, tuple[str, Told]] = {}
        self.completed_at: dt.datetime | None = None
        self.versions = 1

    def teardown(self) -> None:
        transaction.savepoint_rollback(self.savepoint)

    # --- helpers

    @property
    def learner(self):
        return self.world.enrollment.learner

    def _latest(self) -> tuple[Attempt, Try] | None:
        return (self.rows[-1], self.model.tries[-1]) if self.rows else None

    def _answer(self, row: Attempt, place: int, kind: str):
        slot = paper_of(row, []).slots[place - 1]
        told = {"right": right_answer, "wrong": wrong_answer, "none": lambda _: None}[kind](slot)
        return told and TYPES[slot.question.type].parse(slot.question.body, told)

    def _start(self):
        enrollment = Enrollment.objects.get(pk=self.world.enrollment.pk)
        return start_attempt(
            enrollment=enrollment, quiz=self.world.quiz, by=self.learner, at=self.model.at, seed=7
        )

    def _submit(self, row: Attempt, *, accept: bool):
        return submit_attempt(
            attempt=row, by=self.learner, at=self.model.at, accept_unanswered=accept
        )

    def _save(self, row: Attempt, place: int, seq: int, kind: str, *, flag: bool):
        return save_answer(
            attempt=row, place=place, client_seq=seq, answer=self._answer(row, place, kind),
            is_flagged=flag, by=self.learner, at=self.model.at,
        )  # fmt: skip

    # --- the learner

    @initialize(begins=st.sampled_from([True, True, False]))
    def begin(self, *, begins: bool) -> None:
        if begins:
            self.start()

    @rule()
    def start(self) -> None:
        wanted = self.model.start()
        try:
            started = self._start()
        except Conflict:
            assert wanted == "refused"
            return
        assert wanted == ("new" if started.is_new else "open")
        if started.is_new:
            self.rows.append(started.attempt)
            self.tabs = [{}, {}]

    @precondition(lambda self: self.rows)
    @rule(tab=TABS, place=PLACES, kind=ANSWERS, flag=st.booleans())
    def save(self, tab: int, place: int, kind: str, *, flag: bool) -> None:
        seq = self.tabs[tab].get(place, 1)
        self.tabs[tab][place] = seq + 1
        self._check_save(place, seq, kind, flag=flag)

    @precondition(lambda self: self.rows)
    @rule(kind=st.sampled_from(["right", "wrong"]), submits=st.booleans())
    def save_every_place(self, kind: str, *, submits: bool) -> None:
        for place in range(1, QUESTIONS + 1):
            seq = max(tab.get(place, 1) for tab in self.tabs)
            self.tabs[0][place] = seq + 1
            self._check_save(place, seq, kind, flag=False)
        if submits:
            self.submit(times=1, accept=True)

    @precondition(lambda self: self.rows)
    @rule(place=PLACES, seq=st.integers(1, 3), kind=ANSWERS)
    def save_stale(self, place: int, seq: int, kind: str) -> None:
        self._check_save(place, seq, kind, flag=False)

    @rule(tab=TABS)
    def reload_a_tab(self, tab: int) -> None:
        latest = self._latest()
        kept = latest[1].kept if latest else {}
        self.tabs[tab] = {place: one.seq + 1 for place, one in kept.items()}

    def _check_save(self, place: int, seq: int, kind: str, *, flag: bool) -> None:
        row, one = self._latest()
        wanted = self.model.save(one, place, seq, kind, flag=flag)
        told = {"submitted": AlreadySubmitted, "over": TimeIsOver, "stale": StaleAnswer}
        try:
            receipt = self._save(row, place, seq, kind, flag=flag)
        except DomainError as refused:
            assert type(refused) is told.get(wanted), wanted  # noqa: PT017 - the model decides
            return
        assert wanted in {"stored", "same"}
        assert receipt.stored_seq == one.kept[place].seq

    @precondition(lambda self: self.rows)
    @rule(accept=st.booleans(), times=st.sampled_from([1, 1, 2]))
    def submit(self, times: int, *, accept: bool) -> None:
        row, one = self._latest()
        for _ in range(times):
            wanted = self.model.submit(one, accept=accept)
            try:
                done = self._submit(row, accept=accept)
            except Unanswered as refused:
                is_told = (wanted, refused.count) == ("unanswered", one.unanswered)
                assert is_told, (wanted, refused.count)  # noqa: PT017 - the model decides
                continue
            assert wanted == ("new" if done.is_new else "again")

    @rule(key=st.sampled_from("ab"), body=st.sampled_from(["start", "submit"]))
    def ask_with_a_key(self, key: str, body: str) -> None:
        asked = Asked(self.learner.uuid, "attempt", key, fingerprint(body))
        known = self.said.get(key)
        if known and known[0] != body:
            try:
                once(asked, self._never)
            except KeyReused:
                return
            raise AssertionError("another body was answered")
        if known:
            assert once(asked, self._never) == known[1]
            return
        acts = {"start": self.start, "submit": self._submit_if_any}
        told = once(asked, lambda: Told(200, f"{acts[body]()}{len(self.rows)}", "text/plain"))
        self.said[key] = (body, told)

    def _never(self) -> Told:
        raise AssertionError("acted twice")

    def _submit_if_any(self) -> None:
        if self.rows:
            self.submit(times=1, accept=True)

    # --- the clock

    @rule(seconds=st.sampled_from([0, 20, 300, 660, 1300]))
    def time_passes(self, seconds: int) -> None:
        self.model.at += dt.timedelta(seconds=seconds)

    @precondition(lambda self: self.model.open)
    @rule(seconds=st.sampled_from([-1, 0, 1, GRACE - 1, GRACE, GRACE + 1]))
    def the_time_is_up(self, seconds: int) -> None:
        end = self.model.open.deadline + dt.timedelta(seconds=seconds)
        self.model.at = max(self.model.at, end)

    @rule()
    def the_clock_closes(self) -> None:
        assert close_overdue(at=self.model.at) == self.model.tick()

    @precondition(lambda self: self.rows)
    @rule()
    def a_visit_closes(self) -> None:
        row, one = self._latest()
        self.model.tick()
        found = Attempt.objects.select_related("enrollment__learner", "quiz__lesson").get(pk=row.pk)
        assert close_if_over(attempt=found, at=self.model.at) == (one.state == "submitted")

    # --- others

    @rule(percent=st.sampled_from([0, 25, 50]))
    def hr_sets_extra_time(self, percent: int) -> None:
        set_extra_time(
            learner=self.learner, percent=percent, reason="Agreed.", by=self.world.hr,
            at=self.model.at,
        )  # fmt: skip
        self.model.percent = percent

    @rule(minutes=st.sampled_from([1, 15]))
    def hr_gives_minutes(self, minutes: int) -> None:
        self._give(grant_minutes, self.model.give_minutes(minutes), minutes=minutes)

    @rule()
    def hr_gives_an_attempt(self) -> None:
        self._give(grant_attempt, self.model.give_attempt())

    def _give(self, service, wanted: bool, **more) -> None:
        enrollment = Enrollment.objects.select_related("learner").get(pk=self.world.enrollment.pk)
        try:
            service(
                enrollment=enrollment, quiz=self.world.quiz, reason="An outage.",
                by=self.world.hr, at=self.model.at, **more,
            )  # fmt: skip
        except Conflict:
            assert not wanted
            return
        assert wanted

    @precondition(lambda self: self.versions < 3)
    @rule()
    def an_author_publishes(self) -> None:
        self.versions += 1
        before = list(CompletionRecord.objects.values_list("pk", "completed_at", "content_hash"))
        lessons = [{"key": "l1-1"}, {"key": "m1-quiz", "kind": "quiz", "title": "Quiz"}]
        course = published_course(number=self.versions, lessons=lessons)
        lesson = Lesson.objects.get(version=course.effective_version, key="m1-quiz")
        store_quiz(lesson, draft_of(FIRST_FOUR, pass_mark=100, attempts=1))
        after = list(CompletionRecord.objects.values_list("pk", "completed_at", "content_hash"))
        assert before == after

    # --- a crash at each statement

    @rule(n=st.integers(0, 12), what=st.sampled_from(["start", "save", "submit", "minutes"]))
    def crash(self, n: int, what: str) -> None:
        assert close_overdue(at=self.model.at) == self.model.tick()
        before, sid = self._picture(), transaction.savepoint()
        try:
            with connection.execute_wrapper(CrashAt(n)):
                self._act(what)
        except Crash:
            assert self._picture() == before, f"{what} left something at statement {n}"
        except DomainError:
            pass
        transaction.savepoint_rollback(sid)

    def _act(self, what: str) -> None:
        row = self.rows[-1] if self.rows else None
        if what == "start" or row is None:
            self._start()
        elif what == "save":
            self._save(row, 1, 99, "right", flag=True)
        elif what == "submit":
            self._submit(row, accept=True)
        else:
            grant_minutes(
                enrollment=row.enrollment, quiz=self.world.quiz, minutes=5, reason="An outage.",
                by=self.world.hr, at=self.model.at,
            )  # fmt: skip

    def _picture(self) -> list:
        with connection.cursor() as cursor:
            cursor.execute(PICTURE)
            return cursor.fetchall()

    # --- what always holds

    @invariant()
    def the_database_is_whole(self) -> None:
        assert broken_as_prepared() == []  # I1-I4, I7, I8, I25, I33

    @invariant()
    def it_is_as_the_model_says(self) -> None:
        rows = list(Attempt.objects.select_related("quiz").order_by("ordinal"))
        steps: dict[int, list[Response]] = {row.pk: [] for row in rows}
        for step in Response.objects.order_by("id"):
            steps[step.attempt_id].append(step)
        assert len(rows) == len(self.model.tries)
        for row, one in zip(rows, self.model.tries, strict=True):
            self._check_attempt(row, one, steps[row.pk])
            self._check_answers(row, one, steps[row.pk])
        standing = Standing(self.world.quiz, rows, self.model.at, self.model.extra)
        is_exhausted = not self.model.open and len(rows) >= LIMIT + len(self.model.extra)
        assert standing.shows_key == (self.model.passed or is_exhausted)  # I6
        self._check_completion()

    def _check_attempt(self, row: Attempt, one: Try, steps: list[Response]) -> None:
        assert (row.state, row.closed_by, row.late_by) == (one.state, one.closed_by, one.late)
        assert (row.deadline_at, row.submitted_at) == (one.deadline, one.ended)
        assert row.deadline_at >= self.deadlines.get(row.pk, row.deadline_at)  # I34
        self.deadlines[row.pk] = row.deadline_at
        if one.state == "submitted":
            assert (row.score, row.passed) == (one.score, one.passed)  # I5
            assert is_sealed(row, steps)  # I3
        else:
            assert not tells_the_key(row, steps)  # I6

    def _check_answers(self, row: Attempt, one: Try, steps: list[Response]) -> None:
        """Check I7: of every place the highest acknowledged step counts, and nothing else is."""
        found: dict[str, tuple[int, bool, str]] = {}
        names = {question.pk: key for key, question in bank(row.quiz_id).items()}
        for step in sorted(steps, key=lambda step: step.client_seq):
            found[names[step.question_id]] = (step.client_seq, step.is_flagged, step.answer)
        keys = row.question_keys()
        assert found == {
            keys[place - 1]: (kept.seq, kept.flag, self._answer(row, place, kept.answer))
            for place, kept in one.kept.items()
        }

    def _check_completion(self) -> None:
        """Check I8: there while the model says passed, and its date never changes."""
        dates = list(CompletionRecord.objects.values_list("completed_at", flat=True))
        assert len(dates) == (1 if self.model.passed else 0)
        if dates:
            assert self.completed_at in {None, dates[0]}
            self.completed_at = dates[0]


PICTURE = """
SELECT (SELECT json_agg(a ORDER BY id)::text FROM quizzes_attempt a),
       (SELECT count(*) FROM quizzes_response), (SELECT count(*) FROM audit_auditevent),
       (SELECT count(*) FROM quizzes_override), (SELECT count(*) FROM common_outboxrow),
       (SELECT count(*) FROM enrollments_lessoncompletion),
       (SELECT count(*) FROM enrollments_completionrecord),
       (SELECT state FROM enrollments_enrollment LIMIT 1)
"""


def read_the_reading(enrollment: Enrollment) -> None:
    """Complete everything but the quiz, so that passing it completes the course."""
    lesson = enrollment.version.lessons.get(key="l1-1")
    complete_lesson(enrollment=enrollment, lesson=lesson, by=enrollment.learner, at=SPRING)
