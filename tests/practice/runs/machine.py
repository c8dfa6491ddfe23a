"""One learner, two tabs and the back button at a scene, against a model in plain Python."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.http import Http404
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from common.errors import DomainError, InvalidInput
from enrollments.models import LessonCompletion
from practice.models import Run, Turn
from practice.scenario import engine
from practice.scenario.score import score
from practice.selectors.playing.scenes import scene
from practice.selectors.runs.stage import stage_of
from practice.services.runs import finish
from practice.services.runs.delete_run import delete_run
from practice.services.runs.leave import step_out
from practice.services.runs.prepare_turn import prepare_turn
from practice.services.runs.refusals import RunIsOver, WentOn
from practice.services.runs.retry_from import retry_from
from practice.services.runs.start import start_run
from practice.services.runs.take_turn import take_turn
from tests.practice.scenario.conftest import PARCEL
from tests.practice.scenes import course_with
from tests.support.factories import SPRING

TABS = st.sampled_from([0, 1])
CHOICES = st.sampled_from("abc")
INDEX = finish.share_of_best


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


@dataclass
class Life:
    """What a run should be."""

    row: Run
    turns: list[engine.Turn]
    state: str = "playing"
    from_turn: int = 0
    is_deleted: bool = False
    noticed: int | None = None


@dataclass
class Tab:
    """What a page in front of the learner was made from."""

    life: Life
    taken: int


@dataclass
class World:
    """What every example begins with."""

    enrollment: object
    scenario: object
    lives: list[Life] = field(default_factory=list)


PICTURE = """
SELECT 'run', r.id::text, r.state || r.turns_taken || coalesce(r.now_noticed, -1)
  FROM practice_run r
UNION ALL SELECT 'turn', t.run_id || '/' || t.ordinal, t.choice FROM practice_turn t
UNION ALL SELECT 'done', c.lesson_id::text, '' FROM enrollments_lessoncompletion c
ORDER BY 1, 2
"""


class Runs(RuleBasedStateMachine):
    """The machine."""

    world: World

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.lives: list[Life] = []
        self.tabs: list[Tab] = []
        self.at = SPRING
        self.versions = 1
        self.is_done = False
        self.script = scene(self.world.scenario.pk, "en").script

    def teardown(self) -> None:
        transaction.savepoint_rollback(self.savepoint)

    @property
    def learner(self):
        return self.world.enrollment.learner

    def _tick(self) -> dt.datetime:
        self.at += dt.timedelta(seconds=5)
        return self.at

    def _fresh(self) -> Life | None:
        return next((life for life in self.lives if life.state == "playing"
                     and not life.from_turn and not life.is_deleted), None)  # fmt: skip

    # --- the learner

    @initialize()
    def open_two_tabs(self) -> None:
        self.start()
        self.tabs = [Tab(self.lives[-1], 0), Tab(self.lives[-1], 0)]

    @rule()
    def start(self) -> None:
        wanted = self._fresh()
        started = self._start()
        assert started.is_new == (wanted is None)
        if started.is_new:
            self.lives.append(Life(started.run, []))
        else:
            assert started.run.pk == wanted.row.pk

    def _start(self):
        return start_run(
            enrollment=self.world.enrollment, scenario=self.world.scenario, by=self.learner,
            at=self._tick(), language="en", seed=5,
        )  # fmt: skip

    @rule(tab=TABS, which=st.integers(0, 5))
    def open_a_run(self, tab: int, which: int) -> None:
        life = self.lives[which % len(self.lives)]
        self.tabs[tab] = Tab(life, len(life.turns))

    @rule(tab=TABS)
    def reload(self, tab: int) -> None:
        self.tabs[tab].taken = len(self.tabs[tab].life.turns)

    @rule(tab=TABS, back=st.integers(1, 3))
    def go_back(self, tab: int, back: int) -> None:
        self.tabs[tab].taken = max(0, self.tabs[tab].taken - back)

    @rule(tab=TABS, choice=CHOICES, times=st.sampled_from([1, 1, 2]), reloads=st.booleans())
    def say(self, tab: int, choice: str, times: int, *, reloads: bool) -> None:
        page = self.tabs[tab]
        for _ in range(times):
            wanted = self._wanted(page, choice)
            told = self._said(page, choice)
            assert told == wanted, (told, wanted)
            if told == "new":
                self._take(page.life, choice)
        if reloads:
            page.taken = len(page.life.turns)

    @rule(tab=TABS, choices=st.lists(CHOICES, min_size=4, max_size=6))
    def play_on(self, tab: int, choices: list[str]) -> None:
        for choice in choices:
            self.reload(tab)
            self.say(tab, choice, 1, reloads=True)

    def _wanted(self, page: Tab, choice: str) -> str:
        life = page.life
        if life.is_deleted:
            return "gone"
        if page.taken < len(life.turns) and life.turns[page.taken].choice == choice:
            return "again"
        if life.state != "playing":
            return "over"
        if page.taken < len(life.turns):
            return "went on"
        state = engine.replay(self.script, life.turns)[-1]
        offered = {found.id for found in engine.options(self.script, state)}
        return "new" if choice in offered else "not offered"

    def _said(self, page: Tab, choice: str) -> str:
        try:
            receipt = self._take_turn(page, choice)
        except Http404:
            return "gone"
        except WentOn:
            return "went on"
        except RunIsOver:
            return "over"
        except InvalidInput:
            return "not offered"
        assert receipt.turn.choice == choice
        assert receipt.turn.ordinal == page.taken + 1
        return "new" if receipt.run.turns_taken > len(page.life.turns) else "again"

    def _take_turn(self, page: Tab, choice: str):
        return take_turn(
            run=page.life.row, turns_taken=page.taken, choice=choice, by=self.learner,
            at=self._tick(),
        )  # fmt: skip

    def _take(self, life: Life, choice: str) -> None:
        state = engine.replay(self.script, life.turns)[-1]
        life.turns.append(engine.Turn(node=state.at, choice=choice, noticed=life.noticed))
        life.noticed = None
        if engine.replay(self.script, life.turns)[-1].is_over(self.script):
            life.state, self.is_done = "debriefed", True

    @rule(tab=TABS, noticed=st.integers(0, 3))
    def notice(self, tab: int, noticed: int) -> None:
        page = self.tabs[tab]
        life = page.life
        try:
            prepare_turn(
                run=life.row, turns_taken=page.taken, by=self.learner, at=self._tick(),
                noticed=noticed,
            )  # fmt: skip
        except (DomainError, Http404):
            current = life.state == "playing" and not life.is_deleted
            if current and page.taken == len(life.turns):
                node = self.script.nodes[engine.replay(self.script, life.turns)[-1].at]
                assert node.notice is None or noticed >= len(node.notice.options)
            return
        assert (life.state, page.taken) == ("playing", len(life.turns))
        life.noticed = noticed if life.noticed is None else life.noticed  # the first one stands

    @rule(tab=TABS)
    def leave(self, tab: int) -> None:
        life = self.tabs[tab].life
        if life.is_deleted:
            return
        step_out(run=life.row, by=self.learner, at=self._tick())
        if life.state == "playing":
            life.state, life.noticed = "stepped_out", None

    @precondition(lambda self: any(life.state != "playing" for life in self.lives))
    @rule(tab=TABS, which=st.integers(0, 5), turn=st.integers(1, 4))
    def retry(self, tab: int, which: int, turn: int) -> None:
        over = [life for life in self.lives if life.state != "playing" and not life.is_deleted]
        if not over:
            return
        life = over[which % len(over)]
        row = Run.objects.get(pk=life.row.pk)
        row.enrollment, row.learner = self.world.enrollment, self.learner
        try:
            made = retry_from(run=row, turn=turn, by=self.learner, at=self._tick())
        except InvalidInput:
            assert turn > len(life.turns)
            return
        self.lives.append(Life(made, life.turns[: turn - 1], from_turn=turn))
        self.tabs[tab] = Tab(self.lives[-1], turn - 1)

    @rule(tab=TABS)
    def delete(self, tab: int) -> None:
        life = self.tabs[tab].life
        if not life.is_deleted:
            delete_run(run=life.row, by=self.learner)
            life.is_deleted = True

    # --- others

    @precondition(lambda self: self.versions < 3)
    @rule()
    def the_author_publishes(self) -> None:
        self.versions += 1
        newer = PARCEL.replace("quality: weak", "quality: ok").replace("version: 3", "version: 4")
        course_with(newer, number=self.versions)

    @rule(n=st.integers(0, 5), what=st.sampled_from(["start", "say", "leave", "delete"]))
    def crash(self, n: int, what: str) -> None:
        page = self.tabs[0]
        before, sid = self._picture(), transaction.savepoint()
        try:
            with connection.execute_wrapper(CrashAt(n)):
                self._act(what, page)
        except Crash:
            assert self._picture() == before, f"{what} left something at statement {n}"
        except (DomainError, Http404):
            pass
        transaction.savepoint_rollback(sid)

    def _act(self, what: str, page: Tab) -> None:
        if what == "start":
            self._start()
        elif what == "say":
            self._take_turn(Tab(page.life, len(page.life.turns)), "a")
        elif what == "leave":
            step_out(run=page.life.row, by=self.learner, at=self.at)
        else:
            delete_run(run=page.life.row, by=self.learner)

    def _picture(self) -> list:
        with connection.cursor() as cursor:
            cursor.execute(PICTURE)
            return cursor.fetchall()

    # --- what always holds

    @invariant()
    def rows_are_what_the_model_says(self) -> None:
        rows = {row.pk: row for row in Run.objects.all()}
        turns: dict[int, list[engine.Turn]] = {pk: [] for pk in rows}
        for turn in Turn.objects.order_by("run_id", "ordinal"):
            turns[turn.run_id].append(
                engine.Turn(node=turn.node, choice=turn.choice, noticed=turn.noticed)
            )
            assert turn.ordinal == len(turns[turn.run_id])
        alive = {life.row.pk: life for life in self.lives if not life.is_deleted}
        assert rows.keys() == alive.keys()
        for pk, life in alive.items():
            row = rows[pk]
            assert (row.state, row.turns_taken, row.now_noticed) == (
                life.state, len(life.turns), life.noticed,
            )  # fmt: skip
            assert [(t.node, t.choice) for t in turns[pk]] == [
                (t.node, t.choice) for t in life.turns
            ]
            self._fits(row, turns[pk])

    def _fits(self, row: Run, turns: list[engine.Turn]) -> None:
        """What is stored beside the turns follows from them (I36)."""
        span = scene(row.scenario_id, "en").span
        told = score(self.script, turns, span=span)
        if row.state == "debriefed":
            index = INDEX(told, span)
            assert (row.ending, row.outcome) == (told.ending, told.outcome)
            assert (row.index_numerator, row.index_denominator) == index
            assert row.skills == {k: [v.shown, v.offered] for k, v in told.skills.items()}
        else:
            assert told.ending == ""
            if row.state == "playing":
                assert stage_of(row).turns_taken == len(turns)

    @invariant()
    def the_lesson_is_done_once_a_debrief_was_reached(self) -> None:
        facts = LessonCompletion.objects.filter(enrollment=self.world.enrollment).count()
        assert facts == int(self.is_done)
