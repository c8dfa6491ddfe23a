"""Who leads where in a scene, once for each pair of places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from practice.scenario.shapes import Scenario

THEN = "′"  # marks the second target of a guarded choice: a′


@dataclass(frozen=True)
class Edge:
    """From a node to a place, by these choices; `is_expert`: the expert's path goes here."""

    source: str
    target: str
    labels: tuple[str, ...]
    is_expert: bool = False


def edges_of(scenario: Scenario, expert: Sequence[str] = ()) -> list[Edge]:
    """Return the edges in the order of the file; `expert` are the places of the expert's path.

    Targets that do not exist have no edge: a finding tells of them.
    """
    labels: dict[tuple[str, str], list[str]] = {}
    for source, target, label in _targets(scenario):
        if target in scenario.nodes or target in scenario.endings:
            labels.setdefault((source, target), []).append(label)
    steps = set(pairwise(expert))
    return [
        Edge(source, target, tuple(filter(None, found)), (source, target) in steps)
        for (source, target), found in labels.items()
    ]


def _targets(scenario: Scenario) -> Iterator[tuple[str, str, str]]:
    for node in scenario.nodes.values():
        for choice in node.choices:
            yield node.name, choice.goto, choice.id
            if choice.then:
                yield node.name, choice.then, f"{choice.id}{THEN}"
        for branch in node.auto:
            yield node.name, branch.goto, ""
