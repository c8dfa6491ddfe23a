"""The figures: counts by node, whole tens, verdicts only with people enough. Pure, and in SQL."""

from __future__ import annotations

import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from practice.models import Run, Scenario
from practice.scenario.check import check_text
from practice.scenario.engine import Turn, options, start, step
from practice.services.runs.delete_run import delete_run
from practice.services.runs.leave import step_out
from practice.services.runs.retry_from import retry_from
from quizzes.statistics.verdicts import Verdict
from studio.scenes.attempts import Walked, node_statistics
from studio.selectors.scenes.attempts import MOST, ways_through
from tests.practice.runs.conftest import BEST, MUDDLE, begin, later, play
from tests.practice.scenario.conftest import PARCEL, changed
from tests.practice.scenes import course_with, enrolled
from tests.studio.scenarios.conftest import HERE

SCENE = check_text("parcel-birthday.yaml", PARCEL).scenario
PAGE = f"{HERE}attempts/"


def way(path: str, people: int = 1, *, out: bool = False) -> Walked:
    """Return a way given as its choices: "cca"."""
    state, turns = start(SCENE), []
    for choice in path:
        turns.append(Turn(node=state.at, choice=choice))
        state = step(SCENE, state, choice)
    return Walked(tuple(turns), out, people)


def figures(*ways: Walked, scene=SCENE):
    return {one.node.name: one for one in node_statistics(scene, ways)}


def option(found, node: str, choice: str):
    return next(one for one in found[node].options if one.choice.id == choice)


def test_everybody_counts_once_at_each_node():
    found = figures(way("cca", 12), way("babca", 9))  # the nines come to `hot` twice
    assert {name: one.people for name, one in found.items()} == {
        "open": 21, "hot": None, "check": 21, "offer": 21,
    }  # fmt: skip
    found = figures(way("cca", 12), way("babca", 10))
    assert found["hot"].people == 10
    assert (option(found, "hot", "a").taken, option(found, "hot", "b").taken) == (10, 0)


@pytest.mark.parametrize(("people", "shown"), [(9, False), (10, True)])
def test_below_ten_nothing_is_shown(people, shown):
    found = figures(way("cca", people))["open"]
    assert (found.people is not None, bool(found.options)) == (shown, shown)
    if not shown:
        assert (found.left, found.leaving, found.is_odd) == (0, 0.0, False)


def test_an_option_that_was_open_to_few_is_not_shown():
    few = option(figures(way("cca", 9), way("aac", 41)), "offer", "b")  # it wants trust 5
    assert (few.offered, few.taken, few.is_odd) == (0, 0, False)
    assert option(figures(way("cca", 10), way("aac", 41)), "offer", "b").offered == 10


@pytest.mark.parametrize(("people", "untaken"), [(49, False), (50, True)])
def test_nobody_takes_it_is_said_from_fifty_offers_on(people, untaken):
    found = figures(way("cca", people))
    assert option(found, "open", "b").is_untaken is untaken
    assert not option(found, "open", "c").is_untaken
    assert not option(figures(way("cca", people), way("b", 1, out=True)), "open", "b").is_untaken


@pytest.mark.parametrize(
    ("left", "stayed", "often"), [(2, 8, False), (3, 8, True), (3, 7, True), (2, 7, None)]
)
def test_left_often_is_more_than_a_fifth_of_ten_or_more(left, stayed, often):
    found = figures(way("c", left, out=True), way("cca", stayed))
    at = found["check"]
    assert (at.is_left_often if at.people else None) is often
    assert not found["open"].is_left_often
    if at.people:
        assert (at.people, at.left) == (left + stayed, left)


def test_who_leaves_at_the_first_moment_was_there():
    found = figures(way("", 4, out=True), way("cca", 8))["open"]
    assert (found.people, found.left, found.is_left_often) == (12, 4, True)


@pytest.mark.parametrize(
    ("each", "verdict"),
    [(4, Verdict.TOO_FEW), (6, Verdict.NO_VERDICT), (8, Verdict.KEY_ERROR),
     (40, Verdict.KEY_ERROR)],
)  # fmt: skip
def test_a_best_option_that_the_skilled_avoid_waits_for_fifteen(each, verdict):
    # At `check`, c is the best: those who take it here do worse elsewhere.
    found = figures(way("acc", each), way("cba", each), way("cca", 0))
    if each < 5:
        assert found["check"].people is None
        return
    told = option(found, "check", "c")
    assert told.verdict is verdict
    assert told.is_odd is (verdict is Verdict.KEY_ERROR)
    assert told.rest == pytest.approx(-1.0)
    assert option(found, "check", "b").verdict is None  # only best options are asked


def test_weak_is_said_from_sixty_on_only():
    even = [way("cca", 7), way("cba", 7), way("acc", 7), way("abc", 7)]
    assert option(figures(*even), "check", "c").verdict is Verdict.NOTHING_ODD
    more = [Walked(one.turns, one.is_stepped_out, 15) for one in even]
    told = option(figures(*more), "check", "c")
    assert (told.verdict, told.is_odd) == (Verdict.WEAK, True)
    assert told.rest == pytest.approx(0.0)


def test_a_good_scene_with_good_people_is_not_doubted():
    dice = random.Random(4)
    ways = []
    for person in range(200):
        state, turns, skill = start(SCENE), [], person / 200
        while not state.is_over(SCENE):
            offered = options(SCENE, state)
            best = max(offered, key=lambda one: one.value)
            taken = best if dice.random() < skill else dice.choice(offered)
            turns.append(Turn(node=state.at, choice=taken.id))
            state = step(SCENE, state, taken.id)
        ways.append(Walked(tuple(turns), False, 1))
    assert [name for name, one in figures(*ways).items() if one.is_odd] == []


def test_a_second_best_option_casts_no_doubt_on_the_first():
    # At `offer`, a and b are both best; b is open to the skilled only.
    found = figures(way("cca", 40), way("ccb", 40), way("aaa", 40), way("aac", 5))
    assert not option(found, "offer", "a").is_odd


def test_what_was_erased_walks_nowhere():
    erased = Walked((Turn(node="", choice=""),), False, 30)
    assert figures(erased, way("cca", 10))["open"].people == 10


# --- the same in SQL


@pytest.fixture
def course(db):
    return course_with(PARCEL, slug="tiny")


def row_of(course) -> Scenario:
    return Scenario.objects.get(lesson__version=course.effective_version)


def runs(course, number: int, choices=BEST, *, first: int = 0) -> list[Run]:
    return [play(begin(enrolled(course), at=later(first + at)), choices) for at in range(number)]


def told(course) -> dict[tuple[str, bool], int]:
    found = ways_through(row_of(course), course)
    return {
        (".".join(turn.choice for turn in one.turns), one.is_stepped_out): one.people
        for one in found
    }


def test_people_come_in_tens_in_one_question(course):
    runs(course, 9)
    assert told(course) == {}
    runs(course, 1, first=20)
    with CaptureQueriesContext(connection) as asked:
        found = ways_through(row_of(course), course)
    assert len(asked) == 2  # the row, the ways
    assert [one.people for one in found] == [10]
    before = told(course)
    runs(course, 1, MUDDLE, first=40)
    assert told(course) == before  # one colleague more changes nothing
    runs(course, 9, MUDDLE, first=50)
    assert told(course) == {("c.c.a", False): 10, ("a.a.c", False): 10}


def test_only_the_first_whole_run_of_each_counts(course):
    mine = runs(course, 10)
    for run in mine[:4]:
        play(begin(run.enrollment, at=later(500)), MUDDLE)
        play(retry_from(run=run, turn=2, by=run.learner, at=later(600)), ("a", "c"))
    begin(enrolled(course), at=later(1))  # goes on
    assert told(course) == {("c.c.a", False): 10}


def test_stepping_out_is_counted_with_the_node_it_happened_at(course):
    runs(course, 7)
    for at in range(3):
        run = play(begin(enrolled(course), at=later(at)), ("c",))
        step_out(run=run, by=run.learner, at=later(30))
    assert told(course) == {("c.c.a", False): 7, ("c", True): 3}
    found = figures(*ways_through(row_of(course), course))
    assert (found["check"].people, found["check"].left) == (10, 3)


def test_a_deleted_run_is_gone_from_the_counts(course):
    mine = runs(course, 10)
    delete_run(run=mine[0], by=mine[0].learner)
    assert told(course) == {}


def test_another_wording_is_another_scene(course):
    runs(course, 10)
    newer = course_with(changed(("Short, and about her.", "Short.")), slug="tiny2")
    assert ways_through(row_of(newer), course) == []
    assert ways_through(row_of(course), newer) == []
    assert MOST > 1000


def test_the_page_tells_counts_and_no_person(course, scene, studio):
    assert "Not enough people yet" in studio.get(PAGE).content.decode()
    mine = [*runs(course, 6), *runs(course, 6, MUDDLE, first=20)]
    for at in range(8):
        run = play(begin(enrolled(course), at=later(40 + at)), ("c",))
        step_out(run=run, by=run.learner, at=later(90))
    shown = studio.get(PAGE).content.decode()
    assert "8 of 20 stepped out here" in shown
    assert "The file has changed since" not in shown
    for run in mine:
        assert run.learner.legal_name not in shown
        assert str(run.learner.uuid) not in shown
        assert str(run.uuid) not in shown
    sent = studio.get(f"{HERE}attempts.csv")
    assert sent["Content-Type"] == "text/csv; charset=utf-8"
    lines = sent.content.decode().splitlines()
    assert lines[0].startswith('"node","people","stepped_out","option"')
    assert any(line.startswith('"check","20","8","c"') for line in lines)
    assert any(line.startswith('"hot","","","","","",') for line in lines)  # nobody came there


def test_nothing_published_has_no_figures(db, scene, studio):
    assert "Not published yet" in studio.get(PAGE).content.decode()
    assert studio.get(f"{HERE}attempts.csv").status_code == 404


def test_a_file_that_changed_since_is_said_so(course, put, studio):
    put(changed(("Short, and about her.", "Short.")))
    assert "The file has changed since" in studio.get(PAGE).content.decode()
