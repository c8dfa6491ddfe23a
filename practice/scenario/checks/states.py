"""E005–E011, E014, W209: what the search through all states shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from practice.scenario.checks.desk import Desk, name_of
from practice.scenario.engine import State, meters_of
from practice.scenario.shapes import Scenario
from practice.scenario.space import Move, Space, ordered

METERS_AT_MOST = 3


def check_states(desk: Desk, space: Space) -> None:
    """Note what can go wrong in some state; what is said of all states needs the whole search."""
    _check_holes(desk, space)
    if not space.is_complete:
        searched = space.count + space.passed
        desk.add(
            "W209", ("meters",),
            f"The search stopped after {searched:,} states, so nothing is proven.",
            "Use narrower meters, fewer of them, or fewer visited() and chose().",
        )  # fmt: skip
    else:
        _check_reached(desk, space)
        _check_conditions(desk, space)
        _check_effects(desk, space)
        _check_exits(desk, space)
    if len(desk.scenario.meters) > METERS_AT_MOST:
        desk.add(
            "W209", ("meters",), f"There are {len(desk.scenario.meters)} meters.",
            "Two are enough for most scenes, three for nearly all.",
        )  # fmt: skip


def told(scenario: Scenario, state: State) -> str:
    """Return a state in words: its meters, and what is remembered."""
    return ", ".join(f"{name} {value}" for name, value in meters_of(scenario, state).items())


def _check_holes(desk: Desk, space: Space) -> None:
    scenario = desk.scenario
    for name, state in space.stuck.items():
        desk.at_node(
            "E005", name, f"With {told(scenario, state)} nothing can be chosen at “{name}”.",
            "Leave one choice without a condition.",
        )  # fmt: skip
    for name, state in space.unrouted.items():
        desk.at_node(
            "E006", name, f"With {told(scenario, state)} no branch of “{name}” is true.",
            "End the list with a branch that has no “when”.", "auto",
        )  # fmt: skip
    for name in space.circling:
        desk.at_node(
            "E010", name, f"Routing from “{name}” comes back to it and never ends.",
            "Lead one branch to a node with choices, or to an ending.", "auto",
        )  # fmt: skip


def _check_reached(desk: Desk, space: Space) -> None:
    aimed_at = {desk.scenario.start}
    for node in desk.scenario.nodes.values():
        aimed_at |= {choice.goto for choice in node.choices}
        aimed_at |= {choice.then for choice in node.choices}
        aimed_at |= {branch.goto for branch in node.auto}
    for name in desk.scenario.nodes:
        if name in aimed_at and name not in space.seen:
            desk.at_node(
                "E007", name, f"Something leads to “{name}”, but nobody ever gets there.",
                "Loosen the conditions on the way, or remove it.",
            )  # fmt: skip
    for name in desk.scenario.endings:
        if name in aimed_at and name not in space.seen:
            desk.at_node(
                "E009", name, f"Nobody can reach the ending “{name}”.",
                "Loosen the conditions on the way, or remove it.",
            )  # fmt: skip


def _check_conditions(desk: Desk, space: Space) -> None:
    for node in desk.scenario.nodes.values():
        if node.name not in space.seen:
            continue
        for choice in node.choices:
            if choice.when and (node.name, choice.id) not in space.open_choices:
                desk.at_choice(
                    "E008", node, choice, f"“{choice.when.text}” is never true here.",
                    "Loosen it, or remove the choice.", "when",
                )  # fmt: skip
        always = next((at for at, branch in enumerate(node.auto) if branch.when is None), None)
        for at, branch in enumerate(node.auto):
            if always is not None and at > always:
                reason = f"Branch {at + 1} comes after one that is always true."
            elif (node.name, at) not in space.true_branches and branch.when:
                reason = f"“{branch.when.text}” is never true here."
            else:
                continue
            desk.at_node(
                "E008", node.name, reason, "Move, loosen or remove the branch.", "auto", at
            )


def _check_effects(desk: Desk, space: Space) -> None:
    places = {meter.name: place for place, meter in enumerate(desk.scenario.meters)}
    for node, choice in desk.scenario.choices():
        if (node.name, choice.id) not in space.open_choices:
            continue
        for name in places.keys() & choice.effect.keys():
            if choice.effect[name] and (node.name, choice.id, places[name]) not in space.changes:
                desk.at_choice(
                    "E011", node, choice,
                    f"The effect on “{name}” never changes it: it stands at its bound.",
                    "Remove the effect, or widen the meter.", "effect", name,
                )  # fmt: skip


def _check_exits(desk: Desk, space: Space) -> None:
    escaping = _escaping(desk.scenario, space)
    trapped: dict[str, State] = {}
    for state in space.moves:
        if state not in escaping:
            trapped.setdefault(state.at, state)
    for name, state in trapped.items():
        desk.at_node(
            "E010", name,
            f"From “{name}” with {told(desk.scenario, state)} no ending can be reached.",
            "Give the loop a way out.",
        )  # fmt: skip
    _, back = ordered(space)
    for state, move in back:
        if state in escaping:
            node = desk.scenario.nodes[state.at]
            desk.at_choice(
                "E014", node, move.way.choice,
                f"“{name_of(node, move.way.choice)}” closes a loop that can be walked for ever.",
                "Give it max_visits and then, or a condition such as not chose('…').",
            )  # fmt: skip


def _escaping(scenario: Scenario, space: Space) -> set[State]:
    """Return the states with a way to an ending, or to a hole that another code tells of."""
    before: dict[State, list[State]] = defaultdict(list)
    found: list[State] = []
    for state, moves in space.moves.items():
        for move in moves:
            if move.target is not None:
                before[move.target].append(state)
        if state.at in scenario.endings or not moves or _has_hole(moves):
            found.append(state)
    known = set(found)
    while found:
        for earlier in before[found.pop()]:
            if earlier not in known:
                known.add(earlier)
                found.append(earlier)
    return known


def _has_hole(moves: Iterable[Move]) -> bool:
    return any(move.target is None for move in moves)
