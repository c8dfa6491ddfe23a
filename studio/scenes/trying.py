"""Play a scene from any place in any state. All that is known stands in what is asked.

A try is a place, meters and the choices since: `open`, `{"trust": 3}`, `a.c.b`. Walking it again
is how it is checked, so a try that could not be made is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from practice.scenario.conditions import Condition, compiled
from practice.scenario.engine import State, machine, meters_of, options
from practice.scenario.shapes import Choice, Ending, Meter, Node, Scenario
from studio.scenes.walk import Stops, chosen, entered

TURNS_AT_MOST = 100


class TooLongError(ValueError):
    """More choices than any scene asks for."""


@dataclass(frozen=True)
class Moved:
    """A meter after a step: its value, and by how much it moved."""

    meter: Meter
    value: int
    change: int


@dataclass(frozen=True)
class Step:
    """A choice that was made: where, what, and what came of it."""

    node: Node
    choice: Choice
    meters: tuple[Moved, ...]
    passed: tuple[str, ...]  # routing nodes on the way
    path: str  # the choices up to here, to go back to


@dataclass(frozen=True)
class Offer:
    """An option of the place where one stands; closed ones are shown with their condition."""

    choice: Choice
    is_open: bool
    path: str


@dataclass(frozen=True)
class Truth:
    """A condition of the scene, and whether it holds now."""

    place: str
    condition: Condition
    is_true: bool


@dataclass(frozen=True)
class Try:
    """A scene being tried: what was done, where it stands, what can be done."""

    at: str
    meters: Mapping[str, int]  # at the beginning
    path: str
    steps: tuple[Step, ...]
    passed: tuple[str, ...]  # routing nodes before the first moment
    now: tuple[Moved, ...]  # moved since the beginning
    node: Node | None
    ending: Ending | None
    offers: tuple[Offer, ...]
    truths: tuple[Truth, ...]


def tried(scenario: Scenario, at: str, meters: Mapping[str, int], path: Sequence[str] = ()) -> Try:
    """Return the try; raises what `entered` and `chosen` raise, and TooLongError."""
    if len(path) > TURNS_AT_MOST:
        raise TooLongError
    first = entered(scenario, at, meters)
    steps, state = [], first[-1]
    for number, choice_id in enumerate(path, start=1):
        stops = chosen(scenario, state, choice_id)
        steps.append(_step(scenario, state, choice_id, stops, ".".join(path[:number])))
        state = stops[-1]
    return Try(
        at=at,
        meters=meters_of(scenario, first[0]),
        path=".".join(path),
        steps=tuple(steps),
        passed=_passed(first),
        now=_moved(scenario, first[0], state),
        node=scenario.nodes.get(state.at),
        ending=scenario.endings.get(state.at),
        offers=tuple(_offers(scenario, state, path)),
        truths=tuple(truths_in(scenario, state)),
    )


def _step(scenario: Scenario, before: State, choice_id: str, stops: Stops, path: str) -> Step:
    node = scenario.nodes[before.at]
    choice = node.choice(choice_id)
    assert choice is not None
    return Step(node, choice, _moved(scenario, before, stops[-1]), _passed(stops), path)


def _passed(stops: Stops) -> tuple[str, ...]:
    return tuple(stop.at for stop in stops[:-1])


def _moved(scenario: Scenario, before: State, after: State) -> tuple[Moved, ...]:
    return tuple(
        Moved(meter, new, new - old)
        for meter, old, new in zip(scenario.meters, before.meters, after.meters, strict=True)
    )


def _offers(scenario: Scenario, state: State, path: Sequence[str]) -> Iterator[Offer]:
    is_open = {choice.id for choice in options(scenario, state)}
    node = scenario.nodes.get(state.at)
    for choice in node.choices if node else ():
        yield Offer(choice, choice.id in is_open, ".".join([*path, choice.id]))


def truths_in(scenario: Scenario, state: State) -> Iterator[Truth]:
    """Yield every condition of the scene with whether it holds in this state."""
    places = {meter.name: place for place, meter in enumerate(scenario.meters)}
    tracks = machine(scenario).tracks
    for node in scenario.nodes.values():
        for kind, at, condition in node.conditions():
            name = f"{node.name}.{node.choices[at].id}" if kind == "choices" else node.name
            test = compiled(condition, places, tracks)
            yield Truth(name, condition, test(state.meters, state.tracks))
