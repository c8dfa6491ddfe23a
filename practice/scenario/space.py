"""Every state that a scenario can get into, searched to the end or to a stated bound."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from practice.scenario.engine import Machine, State, Way, machine
from practice.scenario.shapes import Scenario

STATES_AT_MOST = 100_000


@dataclass(frozen=True)
class Move:
    """A choice in a state and the state it leads to; None where routing finds no way on."""

    way: Way
    target: State | None


@dataclass
class Space:
    """What the search saw. States at routing nodes are passed through and counted apart."""

    start: State | None = None
    moves: dict[State, tuple[Move, ...]] = field(default_factory=dict)
    is_complete: bool = True
    passed: int = 0  # states at routing nodes
    seen: set[str] = field(default_factory=set)  # nodes and endings
    open_choices: set[tuple[str, str]] = field(default_factory=set)
    true_branches: set[tuple[str, int]] = field(default_factory=set)
    changes: set[tuple[str, str, int]] = field(default_factory=set)  # node, choice, meter
    stuck: dict[str, State] = field(default_factory=dict)  # nothing can be chosen
    unrouted: dict[str, State] = field(default_factory=dict)  # no branch is true
    circling: dict[str, State] = field(default_factory=dict)  # routing that never ends

    @property
    def count(self) -> int:
        """Return how many states were visited."""
        return len(self.moves)


def explore(scenario: Scenario, *, limit: int = STATES_AT_MOST) -> Space:
    """Return all that can happen. The scenario must name nothing that does not exist."""
    search = _Search(scenario, limit)
    search.run()
    return search.space


class _Search:
    def __init__(self, scenario: Scenario, limit: int) -> None:
        self.scenario, self.limit = scenario, limit
        self.made: Machine = machine(scenario)
        self.space = Space()
        self.routed: dict[State, State | None] = {}
        self.todo: deque[State] = deque()

    def run(self) -> None:
        made = self.made
        entered = made.enter(made.start, made.first, (0,) * len(made.caps))
        self.space.start = self.settled(entered)
        while self.todo:
            # Long chains of routing cost as much as states do, and would be without a bound.
            if self.space.count > self.limit or self.space.passed > self.limit:
                self.space.is_complete = False
                return
            self.visit(self.todo.popleft())

    def visit(self, state: State) -> None:
        found = tuple(self.moves_of(state))
        self.space.moves[state] = found
        if not found and state.at not in self.scenario.endings:
            self.space.stuck.setdefault(state.at, state)

    def moves_of(self, state: State) -> Iterator[Move]:
        for way in self.made.open_ways(state):
            after = self.made.take(state, way)
            self.space.open_choices.add((state.at, way.choice.id))
            if way.effect:
                for place, (old, new) in enumerate(zip(state.meters, after.meters, strict=True)):
                    if old != new:
                        self.space.changes.add((state.at, way.choice.id, place))
            yield Move(way, self.settled(after))

    def settled(self, state: State) -> State | None:
        """Follow routing, look at every branch on the way, and queue what is new."""
        passed: list[State] = []
        target: State | None = state
        while target is not None and target.at in self.made.routes:
            if target in self.routed:
                target = self.routed[target]
                break
            if target in passed:
                self.space.circling.setdefault(target.at, target)
                target = None
                break
            passed.append(target)
            target = self.routing(target)
        self.routed.update(dict.fromkeys(passed, target))
        self.space.passed = len(self.routed)
        if target is not None and target not in self.space.moves:
            self.space.seen.add(target.at)
            self.queue(target)
        return target

    def queue(self, state: State) -> None:
        self.space.moves[state] = ()  # known; filled in when its turn comes
        self.todo.append(state)

    def routing(self, state: State) -> State | None:
        self.space.seen.add(state.at)
        for place, (test, _) in enumerate(self.made.routes[state.at]):
            if test is None or test(state.meters, state.tracks):
                self.space.true_branches.add((state.at, place))
        following = self.made.route(state)
        if following is None:
            self.space.unrouted.setdefault(state.at, state)
        return following


def ordered(space: Space) -> tuple[list[State], list[tuple[State, Move]]]:
    """Return the states so that each comes after all it leads to, and the moves that lead back.

    Without moves that lead back every game ends, and each state's future is known before its own.
    """
    order: list[State] = []
    back: list[tuple[State, Move]] = []
    on_path: set[State] = set()
    known: set[State] = set()
    stack: list[tuple[State, Iterator[Move]]] = []

    def enter(state: State) -> None:
        known.add(state)
        on_path.add(state)
        stack.append((state, iter(space.moves.get(state, ()))))

    if space.start is not None:
        enter(space.start)
    while stack:
        state, moves = stack[-1]
        move = next(moves, None)
        if move is None:
            stack.pop()
            on_path.discard(state)
            order.append(state)
        elif move.target in on_path:
            back.append((state, move))
        elif move.target is not None and move.target not in known:
            enter(move.target)
    return order, back
