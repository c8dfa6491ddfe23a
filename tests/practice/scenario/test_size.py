"""Large scenes: how many states are searched, and that it costs little."""

from __future__ import annotations

from time import process_time

import pytest

from practice.scenario.check import check_source, check_text
from practice.scenario.space import STATES_AT_MOST, explore
from tests.practice.scenario import made
from tests.practice.scenario.conftest import read


def spent(work) -> float:
    """Return the CPU time of the quicker of two goes."""
    goes = []
    for _ in range(2):
        before = process_time()
        work()
        goes.append(process_time() - before)
    return min(goes)


def yardstick() -> None:
    """A twenty-fifth of a second or so of dictionary work on a slow core."""
    seen = {}
    for number in range(250_000):
        seen[(number % 977, number % 31)] = number


def test_sixty_nodes_and_two_meters_take_less_than_a_second():
    text = made.text_of(made.large(60))
    report = check_text("made.yaml", text)
    assert report.is_proven
    assert report.states == 4_553
    assert spent(lambda: check_text("made.yaml", text)) < 25 * spent(yardstick)


def routed(length: int) -> str:
    """Return a loop through a long chain of routing nodes, over three wide meters."""
    wide = {"min": "0", "max": "99", "start": "50", "good": "high", "show": "live"}
    nodes = {"n0": made.a_node([
        made.a_choice("a", "r0", "best", effect={"trust": "+1"}),
        made.a_choice("b", "r0", "weak", effect={"strain": "+1"}),
        made.a_choice("c", "end_good", "ok", effect={"calm": "+1"}),
    ])}  # fmt: skip
    for at in range(length):
        nodes[f"r{at}"] = {"auto": [{"goto": f"r{at + 1}" if at < length - 1 else "n0"}]}
    return made.text_of(
        {**made.a_scene(nodes), "meters": dict.fromkeys(("trust", "strain", "calm"), wide)}
    )


def test_long_chains_of_routing_are_bounded_like_states():
    source = read(routed(98), "made.yaml")
    space = explore(source.scenario, limit=1_000)
    assert not space.is_complete
    assert space.passed <= 1_000 + 3 * 98
    report = check_source(source, limit=1_000)
    assert not report.is_publishable
    assert "W209" in {finding.code for finding in report.findings}


def test_a_short_chain_is_searched_to_its_end():
    """Control: within the bound nothing is cut off."""
    assert explore(read(routed(3), "made.yaml").scenario).is_complete


def test_the_cost_grows_with_the_states_and_not_with_their_square():
    small, big = (read(made.text_of(made.large(size)), "made.yaml") for size in (20, 80))
    per_state = [
        spent(lambda one=one: explore(one.scenario)) / explore(one.scenario).count
        for one in (small, big)
    ]
    assert per_state[1] < 5 * per_state[0]


@pytest.mark.slow
def test_the_search_stops_at_its_bound_and_says_so():
    source = read(made.text_of(made.large(90, meters=3, top=99)), "made.yaml")
    report = check_source(source)
    assert not report.is_proven
    assert report.states <= STATES_AT_MOST + 6
    told = [finding for finding in report.findings if finding.code == "W209"]
    assert len(told) == 1
    assert "nothing is proven" in told[0].reason
    assert not {f.code for f in report.findings} & {"E007", "E009", "E010", "E014", "W201", "W204"}
