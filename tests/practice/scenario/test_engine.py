"""The same choices lead to the same states; the score is a fold over the turns."""

from __future__ import annotations

import json

import pytest

from practice.scenario.check import check_source, check_text
from practice.scenario.engine import (
    BrokenScenarioError,
    NotOfferedError,
    Turn,
    enter_at,
    meters_of,
    options,
    replay,
    start,
    step,
)
from practice.scenario.score import Evidence, score, shortfalls, span_of
from practice.scenario.space import explore
from tests.practice.scenario.conftest import FILES, PARCEL, changed, read


def turns(*names: str) -> list[Turn]:
    return [turn(name) for name in names]


def turn(name: str) -> Turn:
    node, choice = name.split(".")
    return Turn(node=node, choice=choice)


DETOUR = turns("open.b", "hot.b", "check.c", "offer.a")
FLAWLESS = turns("open.c", "check.c", "offer.a")


def test_a_run_begins_at_the_start_with_the_meters_as_written(parcel):
    state = start(parcel)
    assert (state.at, meters_of(parcel, state)) == ("open", {"trust": 3, "frustration": 7})
    assert [choice.id for choice in options(parcel, state)] == ["a", "b", "c"]


def test_a_choice_moves_the_meters_and_leads_on(parcel):
    state = step(parcel, start(parcel), "c")
    assert (state.at, meters_of(parcel, state)) == ("check", {"trust": 5, "frustration": 5})


def test_meters_stop_at_their_bounds(parcel):
    state = enter_at(parcel, "hot", {"trust": 0, "frustration": 10})
    assert meters_of(parcel, step(parcel, state, "a")) == {"trust": 0, "frustration": 10}


def test_routing_is_passed_at_once(parcel):
    assert replay(parcel, FLAWLESS)[-1].at == "end_restored"


def test_a_choice_with_a_false_condition_is_not_offered(parcel):
    poor, rich = (enter_at(parcel, "offer", {"trust": trust}) for trust in (4, 5))
    assert [choice.id for choice in options(parcel, poor)] == ["a", "c"]
    assert [choice.id for choice in options(parcel, rich)] == ["a", "b", "c"]
    with pytest.raises(NotOfferedError, match="cannot be chosen at “offer”"):
        step(parcel, poor, "b")


def test_a_loop_ends_after_the_visits_it_allows(parcel):
    states = replay(parcel, turns("open.b", "hot.a", "hot.a"))
    assert [state.at for state in states] == ["open", "hot", "hot", "end_lost"]


def test_visited_and_chose_look_at_the_whole_run():
    scenario = read(
        changed(('when: "trust >= 5"', "when: \"visited('hot') and not chose('hot.a')\""))
    ).scenario
    offered = {
        way: [choice.id for choice in options(scenario, replay(scenario, turns(*way.split()))[-1])]
        for way in ("open.c check.c", "open.b hot.b check.c", "open.b hot.a hot.b check.c")
    }
    assert list(offered.values()) == [["a", "c"], ["a", "b", "c"], ["a", "c"]]


@pytest.mark.parametrize(
    "wrong",
    [["hot.a"], ["open.z"], ["open.c", "open.c"], ["open.c", "check.c", "offer.a", "close.a"]],
)  # fmt: skip
def test_turns_of_another_run_are_refused(parcel, wrong):
    with pytest.raises(NotOfferedError):
        replay(parcel, turns(*wrong))


def test_nothing_can_be_chosen_once_it_is_over(parcel):
    over = replay(parcel, FLAWLESS)[-1]
    assert over.is_over(parcel)
    assert options(parcel, over) == ()
    with pytest.raises(NotOfferedError):
        step(parcel, over, "a")


def test_routing_that_never_ends_is_refused_in_bounded_time():
    looping = changed(
        ("  hot:\n", "  round:\n    auto:\n      - {goto: round}\n  hot:\n"),
        ('from you.", goto: hot}', 'from you.", goto: round}'),
    )
    scenario = read(looping).scenario
    with pytest.raises(BrokenScenarioError, match="round"):
        step(scenario, start(scenario), "b")


def test_the_state_space_is_as_large_as_the_design_says(parcel):
    assert explore(parcel).count == 45


# --- the score


def test_a_detour_with_a_poor_answer_falls_short_of_the_flawless_way(parcel):
    assert score(parcel, FLAWLESS).shortfall == 0
    assert score(parcel, DETOUR).shortfall == -3
    assert shortfalls(parcel, DETOUR) == (-3, 0, 0, 0)


def test_the_index_runs_from_the_worst_game_to_the_best(parcel):
    span = span_of(parcel)
    assert (span.best, span.worst) == (0, -10)
    worst = turns("open.b", "hot.a", "hot.b", "check.a", "offer.c")
    assert score(parcel, worst).index == 0
    assert score(parcel, DETOUR).index == 0.7
    assert score(parcel, FLAWLESS).index == 1


def test_the_experts_path_is_a_best_one_to_the_ending_the_debrief_compares_with(parcel):
    expert = span_of(parcel).expert
    assert [(turn.node, turn.choice) for turn in expert] == [
        ("open", "c"), ("check", "c"), ("offer", "a"),
    ]  # fmt: skip
    result = score(parcel, expert)
    assert (result.index, result.ending) == (1, "end_restored")
    assert result.skills["notice"] == Evidence(shown=1, offered=1)


def test_a_run_that_is_not_over_has_no_index_and_no_outcome(parcel):
    result = score(parcel, DETOUR[:2])
    assert (result.index, result.outcome, result.turns) == (None, "", 2)


def test_slips_are_counted_apart_and_are_no_evidence(parcel):
    result = score(parcel, DETOUR)
    assert result.slips["deflect"] == 1
    assert "deflect" not in result.skills


def test_noticing_something_else_is_an_opportunity_without_evidence(parcel):
    result = score(parcel, [Turn(node="open", choice="c", noticed=0)])
    assert result.skills["notice"] == Evidence(shown=0, offered=1)
    unheard = score(parcel, [Turn(node="open", choice="c", noticed=9)])
    assert unheard.skills["notice"] == Evidence(shown=0, offered=0)


def test_without_a_bound_there_is_no_worst_game_and_no_index():
    scenario = read(changed((", max_visits: 2, then: end_lost", ""))).scenario
    assert span_of(scenario) is None
    assert score(scenario, FLAWLESS).index is None


def test_beyond_the_bound_nothing_is_proven_and_nothing_publishable():
    report = check_source(read(PARCEL), limit=20)
    assert [finding.code for finding in report.findings] == ["W209"]
    assert not report.is_proven
    assert not report.is_publishable
    assert report.span is None


# --- for ever


def test_stored_runs_come_out_as_they_did():
    """Golden: what was stored once is replayed. A change here changes what learners were told."""
    golden = json.loads((FILES / "golden-runs.json").read_text())
    scenario = check_text("parcel-birthday.yaml", PARCEL).scenario
    for run in golden["runs"]:
        result = score(scenario, [Turn(**turn) for turn in run["turns"]])
        state = replay(scenario, [Turn(**turn) for turn in run["turns"]])[-1]
        told = {
            "at": state.at,
            "meters": meters_of(scenario, state),
            "outcome": result.outcome,
            "shortfall": result.shortfall,
            "index": result.index,
            "skills": {
                tag: [found.shown, found.offered]
                for tag, found in result.skills.items()
                if found.offered
            },
            "slips": {tag: count for tag, count in result.slips.items() if count},
        }
        assert told == run["told"], run["turns"]
