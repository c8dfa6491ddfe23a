"""Play a scenario: the same choices lead to the same states, for ever.

    state = start(scenario)
    while not state.is_over(scenario):
        offered = options(scenario, state)
        state = step(scenario, state, offered[0].id)

A run is stored as its turns; `replay` leads from them to the state. Nothing here reads a clock,
a database or a random number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from practice.scenario.conditions import Truth, compiled
from practice.scenario.shapes import Choice, Node, Scenario

Bounds = tuple[tuple[int, int], ...]


class State(NamedTuple):
    """Where a run stands: a node or ending, the meters, and what must be remembered."""

    at: str
    meters: tuple[int, ...]
    tracks: tuple[int, ...]

    def is_over(self, scenario: Scenario) -> bool:
        """Return whether this is an ending."""
        return self.at in scenario.endings


@dataclass(frozen=True, kw_only=True)
class Turn:
    """What the learner did at one node: the only thing about a run that needs to be stored."""

    node: str
    choice: str
    noticed: int | None = None  # the place of the answer to the notice step, where there was one


class NotOfferedError(ValueError):
    """The choice cannot be made here: unknown, not open in this state, or the scene is over."""


class BrokenScenarioError(ValueError):
    """The scenario fails a check that `scenario check` would have told of."""


class Way(NamedTuple):
    """A choice with everything worked out that a step needs."""

    choice: Choice
    test: Truth | None
    effect: tuple[int, ...]
    track: int  # where the choice itself is remembered, or -1
    guard: int  # where the visits of its target are counted, or -1


@dataclass(frozen=True)
class Machine:
    """A scenario prepared for playing."""

    start: str
    first: tuple[int, ...]
    bounds: Bounds
    tracks: Mapping[str, int]
    caps: tuple[int, ...]
    ways: Mapping[str, tuple[Way, ...]]
    routes: Mapping[str, tuple[tuple[Truth | None, str], ...]]

    def enter(self, at: str, meters: tuple[int, ...], tracks: tuple[int, ...]) -> State:
        """Return the state of having come to a node or ending; counts the visit."""
        place = self.tracks.get(at, -1)
        if place >= 0 and tracks[place] < self.caps[place]:
            tracks = (*tracks[:place], tracks[place] + 1, *tracks[place + 1 :])
        return State(at, meters, tracks)

    def open_ways(self, state: State) -> Iterator[Way]:
        """Yield the choices that can be made."""
        for way in self.ways.get(state.at, ()):
            if way.test is None or way.test(state.meters, state.tracks):
                yield way

    def take(self, state: State, way: Way) -> State:
        """Return the state right after a choice; a routing node is not left yet."""
        meters = state.meters
        if way.effect:
            moved = zip(meters, way.effect, self.bounds, strict=True)
            meters = tuple(
                min(max(value + change, low), high) for value, change, (low, high) in moved
            )
        tracks = state.tracks
        target = way.choice.goto
        if way.guard >= 0 and tracks[way.guard] >= way.choice.max_visits:
            target = way.choice.then
        if way.track >= 0 and not tracks[way.track]:
            tracks = (*tracks[: way.track], 1, *tracks[way.track + 1 :])
        return self.enter(target, meters, tracks)

    def route(self, state: State) -> State | None:
        """Return the state that a routing node leads to, or None when no branch is true."""
        for test, target in self.routes[state.at]:
            if test is None or test(state.meters, state.tracks):
                return self.enter(target, state.meters, state.tracks)
        return None

    def settle(self, state: State) -> State:
        """Follow routing nodes until somebody has to choose, or the scene is over."""
        seen: set[State] = set()
        while state.at in self.routes:
            following = self.route(state)
            if following is None or state in seen:
                raise BrokenScenarioError(f"The routing node “{state.at}” leads nowhere.")
            seen.add(state)
            state = following
        return state


@lru_cache(maxsize=64)
def machine(scenario: Scenario) -> Machine:
    """Return the scenario prepared for playing; kept for those played lately."""
    places = {meter.name: place for place, meter in enumerate(scenario.meters)}
    caps = _caps(scenario)
    tracks = {name: place for place, name in enumerate(caps)}

    def test(part: object) -> Truth | None:
        when = getattr(part, "when", None)
        return compiled(when, places, tracks) if when else None

    return Machine(
        start=scenario.start,
        first=tuple(meter.start for meter in scenario.meters),
        bounds=tuple((meter.min, meter.max) for meter in scenario.meters),
        tracks=tracks,
        caps=tuple(caps.values()),
        ways={
            node.name: tuple(_way(scenario, node, choice, tracks, test) for choice in node.choices)
            for node in scenario.nodes.values()
        },
        routes={
            node.name: tuple((test(branch), branch.goto) for branch in node.auto)
            for node in scenario.nodes.values()
            if node.auto
        },
    )


def _caps(scenario: Scenario) -> dict[str, int]:
    """Return what must be remembered, and up to which count: nothing else, to keep states few."""
    caps: dict[str, int] = {}
    for _, choice in scenario.choices():
        if choice.max_visits:
            caps[choice.goto] = max(caps.get(choice.goto, 0), choice.max_visits)
    for condition in scenario.conditions():
        for name in sorted(condition.visited | condition.chose):
            caps.setdefault(name, 1)
    return caps


def _way(
    scenario: Scenario,
    node: Node,
    choice: Choice,
    tracks: Mapping[str, int],
    test: Callable[[object], Truth | None],
) -> Way:
    effect = tuple(choice.effect.get(meter.name, 0) for meter in scenario.meters)
    return Way(
        choice=choice,
        test=test(choice),
        effect=effect if any(effect) else (),
        track=tracks.get(f"{node.name}.{choice.id}", -1),
        guard=tracks[choice.goto] if choice.max_visits else -1,
    )


def start(scenario: Scenario) -> State:
    """Return the state in which a run begins."""
    made = machine(scenario)
    state = made.enter(made.start, made.first, (0,) * len(made.caps))
    return made.settle(state)


def enter_at(scenario: Scenario, node: str, meters: Mapping[str, int] | None = None) -> State:
    """Return a state at any node with any meters, to try a scene out from there."""
    if node not in scenario.nodes and node not in scenario.endings:
        raise NotOfferedError(f"There is no node “{node[:60]}”.")
    made = machine(scenario)
    given = meters or {}
    values = tuple(
        min(max(given.get(meter.name, meter.start), meter.min), meter.max)
        for meter in scenario.meters
    )
    return made.settle(made.enter(node, values, (0,) * len(made.caps)))


def options(scenario: Scenario, state: State) -> tuple[Choice, ...]:
    """Return the choices that can be made in this state, in the order of the file."""
    return tuple(way.choice for way in machine(scenario).open_ways(state))


def step(scenario: Scenario, state: State, choice: str) -> State:
    """Return the state after a choice; raises NotOfferedError when it cannot be made."""
    made = machine(scenario)
    for way in made.open_ways(state):
        if way.choice.id == choice:
            return made.settle(made.take(state, way))
    raise NotOfferedError(f"“{choice[:60]}” cannot be chosen at “{state.at}”.")


def replay(scenario: Scenario, turns: Iterable[Turn]) -> tuple[State, ...]:
    """Return the states that the turns lead through, the first before any turn.

    Raises NotOfferedError when a turn belongs to another node or cannot be made.
    """
    states = [start(scenario)]
    for turn in turns:
        if turn.node != states[-1].at:
            raise NotOfferedError(f"The run is at “{states[-1].at}”, not at “{turn.node[:60]}”.")
        states.append(step(scenario, states[-1], turn.choice))
    return tuple(states)


def meters_of(scenario: Scenario, state: State) -> dict[str, int]:
    """Return the meters by name."""
    return {meter.name: value for meter, value in zip(scenario.meters, state.meters, strict=True)}
