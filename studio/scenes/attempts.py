"""What attempts show of a published scene: counts by node and option, never a person.

An attempt is somebody's first run, from the start to its end. At each node everybody counts once,
with the first visit. Fewer than ten people at a node: nothing is shown of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from practice.scenario.engine import NotOfferedError, State, Turn, options, replay
from practice.scenario.shapes import Choice, Node, Scenario
from quizzes.statistics.sittings import correlation
from quizzes.statistics.verdicts import FEWEST, Verdict, verdict_of

UNTAKEN_FROM = 50
LEAVING_ABOVE = 0.2


@dataclass(frozen=True)
class Walked:
    """A way through the scene, and how many people's first attempt it was."""

    turns: tuple[Turn, ...]
    is_stepped_out: bool
    people: int


@dataclass(frozen=True, kw_only=True)
class OptionStatistic:
    """One option at one node. `rest` is the item-rest correlation of the best options."""

    choice: Choice
    offered: int
    taken: int
    rest: float | None = None
    verdict: Verdict | None = None  # of a best option: whether skilled people avoid it

    @property
    def share(self) -> float:
        """Return how many of those to whom it was offered took it."""
        return self.taken / self.offered if self.offered else 0.0

    @property
    def is_untaken(self) -> bool:
        """Return whether nobody took it, in fifty attempts or more."""
        return not self.taken and self.offered >= UNTAKEN_FROM

    @property
    def is_odd(self) -> bool:
        """Return whether an author should look."""
        return self.is_untaken or self.verdict in {Verdict.KEY_ERROR, Verdict.WEAK}


@dataclass(frozen=True, kw_only=True)
class NodeStatistic:
    """One node. Below ten people `people` is None, and there is nothing else."""

    node: Node
    people: int | None = None
    left: int = 0  # who stepped out here
    options: tuple[OptionStatistic, ...] = ()

    @property
    def leaving(self) -> float:
        """Return the share of people who stepped out here."""
        return self.left / self.people if self.people else 0.0

    @property
    def is_left_often(self) -> bool:
        """Return whether more than a fifth step out here."""
        return self.leaving > LEAVING_ABOVE

    @property
    def is_odd(self) -> bool:
        """Return whether an author should look."""
        return self.is_left_often or any(option.is_odd for option in self.options)


@dataclass
class _Seen:
    """What is counted at one node while ways are walked."""

    people: int = 0
    left: int = 0
    offered: Counter[str] = field(default_factory=Counter)
    taken: Counter[str] = field(default_factory=Counter)
    # What was offered, what was taken, how the rest went, for how many.
    visits: list[tuple[frozenset[str], str, float | None, int]] = field(default_factory=list)


def node_statistics(scenario: Scenario, walked: Iterable[Walked]) -> tuple[NodeStatistic, ...]:
    """Return the figures of every node with options, in the order of the file.

    Ways that do not fit the scene are left out: what was erased of a person walks nowhere.
    """
    seen: dict[str, _Seen] = {
        name: _Seen() for name, node in scenario.nodes.items() if node.choices
    }
    for way in walked:
        try:
            states = replay(scenario, way.turns)
        except NotOfferedError:
            continue
        _count(scenario, way, states, seen)
    return tuple(_told(scenario.nodes[name], found) for name, found in seen.items())


def people_in(walked: Iterable[Walked]) -> int:
    """Return how many people's attempts there are."""
    return sum(way.people for way in walked)


def _count(
    scenario: Scenario, way: Walked, states: Sequence[State], seen: dict[str, _Seen]
) -> None:
    values = [_value(scenario, state, turn) for state, turn in zip(states, way.turns, strict=False)]
    met: set[str] = set()
    for state, turn in zip(states, way.turns, strict=False):
        if state.at in met:
            continue
        met.add(state.at)
        found = seen[state.at]
        offered = frozenset(choice.id for choice in options(scenario, state))
        rest = _mean_elsewhere(values, way.turns, state.at)
        found.people += way.people
        found.offered.update(dict.fromkeys(offered, way.people))
        found.taken[turn.choice] += way.people
        found.visits.append((offered, turn.choice, rest, way.people))
    last = states[-1].at
    if way.is_stepped_out and last in seen:
        seen[last].left += way.people
        seen[last].people += 0 if last in met else way.people


def _value(scenario: Scenario, state: State, turn: Turn) -> int:
    """Return what a turn fell short of the best option offered: 0 down to -3."""
    offered = options(scenario, state)
    taken = next(choice for choice in offered if choice.id == turn.choice)
    return taken.value - max(choice.value for choice in offered)


def _mean_elsewhere(values: Sequence[int], turns: Sequence[Turn], node: str) -> float | None:
    """Return how well the turns at other nodes went, so that ways of any length compare."""
    others = [value for value, turn in zip(values, turns, strict=True) if turn.node != node]
    return sum(others) / len(others) if others else None


def _told(node: Node, found: _Seen) -> NodeStatistic:
    if found.people < FEWEST:
        return NodeStatistic(node=node)
    return NodeStatistic(
        node=node,
        people=found.people,
        left=found.left,
        options=tuple(_option(node, choice, found) for choice in node.choices),
    )


def _option(node: Node, choice: Choice, found: _Seen) -> OptionStatistic:
    offered, taken = found.offered[choice.id], found.taken[choice.id]
    if offered < FEWEST:
        return OptionStatistic(choice=choice, offered=0, taken=0)
    rest = verdict = None
    if choice.quality == "best":
        others = {one.id for one in node.choices if one.quality == "best"} - {choice.id}
        pairs = list(_pairs(choice.id, others, found))
        rest = correlation([one for one, _ in pairs], [other for _, other in pairs])
        verdict = verdict_of(rest, len(pairs))
        rest = rest if len(pairs) >= FEWEST else None
    return OptionStatistic(choice=choice, offered=offered, taken=taken, rest=rest, verdict=verdict)


def _pairs(choice: str, others: set[str], found: _Seen) -> Iterator[tuple[float, float]]:
    """Yield whether it was taken and how the rest went, without those who took another best one.

    Beside a second best option a first one would look avoided, although nobody did worse.
    """
    for offered, taken, rest, people in found.visits:
        if choice in offered and taken not in others and rest is not None:
            for _ in range(people):
                yield float(taken == choice), rest
