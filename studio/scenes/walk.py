"""Walk a scene with every stop on the way: the engine passes routing nodes, an author sees them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from practice.scenario.engine import BrokenScenarioError, NotOfferedError, State, Turn, machine
from practice.scenario.shapes import Scenario

Stops = tuple[State, ...]


def entered(scenario: Scenario, node: str, meters: Mapping[str, int] | None = None) -> Stops:
    """Return the stops from a node or ending to where somebody has to choose.

    Meters that are not named start as the scene says. Raises NotOfferedError for a place that is
    not there or a meter outside its bounds, BrokenScenarioError where routing leads nowhere.
    """
    if node not in scenario.nodes and node not in scenario.endings:
        raise NotOfferedError(f"There is no node “{node[:60]}”.")
    made, given = machine(scenario), meters or {}
    values = tuple(given.get(meter.name, meter.start) for meter in scenario.meters)
    for meter, value in zip(scenario.meters, values, strict=True):
        if not meter.min <= value <= meter.max:
            raise NotOfferedError(f"{meter.name} runs from {meter.min} to {meter.max}.")
    return _settled(scenario, made.enter(node, values, (0,) * len(made.caps)))


def chosen(scenario: Scenario, state: State, choice: str) -> Stops:
    """Return the stops after a choice; raises NotOfferedError when it cannot be made."""
    made = machine(scenario)
    for way in made.open_ways(state):
        if way.choice.id == choice:
            return _settled(scenario, made.take(state, way))
    raise NotOfferedError(f"“{choice[:60]}” cannot be chosen at “{state.at}”.")


def places_of(scenario: Scenario, turns: Sequence[Turn]) -> list[str]:
    """Return every place that turns from the start lead through, in order."""
    stops = entered(scenario, scenario.start)
    places = [stop.at for stop in stops]
    for turn in turns:
        stops = chosen(scenario, stops[-1], turn.choice)
        places += [stop.at for stop in stops]
    return places


def _settled(scenario: Scenario, state: State) -> Stops:
    made = machine(scenario)
    stops = [state]
    while stops[-1].at in made.routes:
        following = made.route(stops[-1])
        if following is None or following in stops:
            raise BrokenScenarioError(f"The routing node “{stops[-1].at}” leads nowhere.")
        stops.append(following)
    return tuple(stops)
