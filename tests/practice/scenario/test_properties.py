"""Whatever a scene looks like: what the check lets pass cannot strand anybody."""

from __future__ import annotations

import copy
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practice.scenario.check import HOLES, check_text
from practice.scenario.engine import Turn, options, replay, start, step
from practice.scenario.score import score, span_of
from practice.scenario.shapes import Scenario
from practice.scenario.space import explore
from tests.practice.scenario import made
from tests.practice.scenario.conftest import read

SEEDS = st.integers(0, 2**32)


def scenario_of(scene: dict[str, Any]) -> Scenario:
    return read(made.text_of(scene), "made.yaml").scenario


def codes(scene: dict[str, Any]) -> set[str]:
    return {finding.code for finding in check_text("made.yaml", made.text_of(scene)).findings}


def played(scenario: Scenario, seed: int, *, at_most: int = 500) -> list[Turn]:
    """Play by chance with the engine alone; fails when there is nothing to choose, or no end."""
    rng = random.Random(seed)
    state, turns = start(scenario), []
    while not state.is_over(scenario):
        assert len(turns) < at_most
        choice = rng.choice(options(scenario, state))
        turns.append(Turn(node=state.at, choice=choice.id))
        state = step(scenario, state, choice.id)
    return turns


@settings(max_examples=60)
@given(made.sound())
def test_a_sound_scene_reaches_an_ending_from_every_state(scene):
    assert not codes(scene) & {*HOLES, "E001", "E002", "E003"}
    scenario = scenario_of(scene)
    space = explore(scenario)
    reaching = {state for state in space.moves if state.at in scenario.endings}
    while True:
        more = {
            state
            for state, moves in space.moves.items()
            if state not in reaching and any(move.target in reaching for move in moves)
        }
        if not more:
            break
        reaching |= more
    assert reaching == set(space.moves)


@settings(max_examples=150)
@given(made.anything(), SEEDS)
def test_whoever_plays_what_the_check_lets_pass_comes_to_an_end(scene, seed):
    if codes(scene) & HOLES:
        return
    scenario = scenario_of(scene)
    for game in range(5):
        played(scenario, seed + game)


@settings(max_examples=60)
@given(made.anything())
def test_a_hole_that_is_told_can_be_met(scene):
    """The other way round: E005 names a node where the engine really offers nothing."""
    report = check_text("made.yaml", made.text_of(scene))
    told = {finding.place for finding in report.findings if finding.code == "E005"}
    scenario = scenario_of(scene)
    empty = {
        state.at
        for state in explore(scenario).moves
        if state.at in scenario.nodes and not options(scenario, state)
    }
    assert told == empty


@settings(max_examples=60)
@given(made.sound(), SEEDS)
def test_replaying_equals_stepping(scene, seed):
    scenario = scenario_of(scene)
    turns = played(scenario, seed)
    states = [start(scenario)]
    for turn in turns:
        states.append(step(scenario, states[-1], turn.choice))
    assert replay(scenario, turns) == tuple(states)
    again = scenario_of(scene)  # read anew, as after a restart
    assert replay(again, turns) == tuple(states)


@settings(max_examples=60)
@given(made.sound(), SEEDS)
def test_the_index_lies_between_the_worst_game_and_the_experts(scene, seed):
    scenario = scenario_of(scene)
    span = span_of(scenario)
    for game in range(5):
        result = score(scenario, played(scenario, seed + game))
        assert span.worst <= result.shortfall <= span.best
        assert 0 <= result.index <= 1
    expert = score(scenario, span.expert)
    assert (expert.index, expert.shortfall) == (1, span.best)


@settings(max_examples=30)
@given(made.sound())
def test_best_and_worst_are_those_of_all_games(scene):
    """The oracle walks every game of a small scene; the search must find the same bounds."""
    scenario = scenario_of(scene)
    if explore(scenario).count > 60:
        return
    sums: dict[object, set[int]] = {}

    def of(state) -> set[int]:
        if state not in sums:
            open_now = options(scenario, state)
            top = max((choice.value for choice in open_now), default=0)
            sums[state] = {
                choice.value - top + rest
                for choice in open_now
                for rest in of(step(scenario, state, choice.id))
            } or {0}
        return sums[state]

    found = of(start(scenario))
    span = span_of(scenario)
    assert (span.worst, span.best) == (min(found), max(found))


# --- what breaks an invariant is told


def no_goto(scene):
    scene["nodes"]["n0"]["choices"][0]["goto"] = "nowhere"


def no_feedback(scene):
    del scene["nodes"]["n0"]["choices"][0]["feedback"]


def nothing_open(scene):
    for choice in scene["nodes"]["n0"]["choices"]:
        choice["when"] = "trust > 4"


def no_start(scene):
    scene["start"] = "nowhere"


def a_dead_end(scene):
    del scene["nodes"]["n0"]["choices"]


def a_trap(scene):
    scene["nodes"]["trap"] = made.a_node([made.a_choice("a", "trap", "ok")])
    scene["nodes"]["n0"]["choices"][0] = made.a_choice("a", "trap", "ok")


def a_hole_in_the_routing(scene):
    scene["nodes"]["route"] = {"auto": [{"when": "trust > 4", "goto": "end_fair"}]}
    scene["nodes"]["n0"]["choices"][0] = made.a_choice("a", "route", "ok")


def a_loop_without_a_bound(scene):
    scene["nodes"]["n0"]["choices"].append(made.a_choice("z", "n0", "ok"))


def an_unknown_tag(scene):
    scene["nodes"]["n0"]["choices"][0]["skills"] = ["juggle"]


def an_orphan(scene):
    scene["nodes"]["orphan"] = made.a_node([made.a_choice("a", "end_fair", "ok")])


def a_shadowed_ending(scene):
    scene["endings"]["end_late"] = {"outcome": "lost", "text": "Late."}
    scene["nodes"]["route"] = {
        "auto": [
            {"when": "trust >= 0", "goto": "end_fair"},
            {"when": "trust >= 0", "goto": "end_late"},
        ]
    }
    scene["nodes"]["n0"]["choices"][0] = made.a_choice("a", "route", "ok")


def a_condition_never_true(scene):
    scene["nodes"]["n0"]["choices"].append(made.a_choice("z", "end_lost", "ok", when="trust < 0"))


@pytest.mark.parametrize(
    ("mutate", "code"),
    [
        (no_goto, "E002"), (no_feedback, "E104"), (nothing_open, "E005"), (no_start, "E001"),
        (a_dead_end, "E003"), (a_trap, "E010"), (a_hole_in_the_routing, "E006"),
        (a_loop_without_a_bound, "E014"), (an_unknown_tag, "E011"), (an_orphan, "E004"),
        (a_shadowed_ending, "E009"), (a_condition_never_true, "E008"),
    ],
)  # fmt: skip
@settings(max_examples=15)
@given(scene=made.sound())
def test_a_mutation_is_caught(mutate, code, scene):
    broken = copy.deepcopy(scene)
    mutate(broken)
    assert code in codes(broken)
    if code not in {"E004", "E008", "E009", "E011"}:  # these may stand in a random scene anyway
        assert code not in codes(scene)
