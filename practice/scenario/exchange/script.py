"""A scene on paper: its moments in the order of a talk, numbered, for somebody who plays it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from practice.scenario.conditions import Condition
from practice.scenario.shapes import Choice, Ending, Node, Scenario


@dataclass(frozen=True)
class Way:
    """Where something leads: to a moment by number, or to an ending by letter."""

    label: str
    is_ending: bool


@dataclass(frozen=True)
class Option:
    """Something that may be said, and what the facilitator does then."""

    letter: str
    choice: Choice
    goes: Way
    then: Way | None

    @property
    def effects(self) -> str:
        """Return what moves, such as “trust +2, frustration -1”."""
        return ", ".join(f"{name} {change:+d}" for name, change in self.choice.effect.items())


@dataclass(frozen=True)
class Route:
    """One way out of a moment at which the meters decide."""

    when: Condition | None
    goes: Way


@dataclass(frozen=True)
class Moment:
    """A node with its number on paper."""

    number: int
    node: Node
    options: tuple[Option, ...]
    routes: tuple[Route, ...]


@dataclass(frozen=True)
class Close:
    """An ending with its letter on paper."""

    letter: str
    ending: Ending


@dataclass(frozen=True)
class Script:
    """All that a facilitator needs."""

    scenario: Scenario
    moments: tuple[Moment, ...]
    closes: tuple[Close, ...]


def script_of(scenario: Scenario) -> Script:
    """Return the script of a scene; what nothing leads to comes last."""
    order = list(_order(scenario))
    ways = {name: Way(str(at), is_ending=False) for at, name in enumerate(order, start=1)}
    ways |= {
        name: Way(chr(ord("A") + at), is_ending=True) for at, name in enumerate(scenario.endings)
    }
    return Script(
        scenario,
        tuple(_moment(at, scenario.nodes[name], ways) for at, name in enumerate(order, start=1)),
        tuple(Close(ways[name].label, ending) for name, ending in scenario.endings.items()),
    )


def _moment(number: int, node: Node, ways: dict[str, Way]) -> Moment:
    nowhere = Way("?", is_ending=False)
    return Moment(
        number,
        node,
        tuple(
            Option(
                chr(ord("a") + at), choice, ways.get(choice.goto, nowhere),
                ways.get(choice.then, nowhere) if choice.then else None,
            )
            for at, choice in enumerate(node.choices)
        ),
        tuple(Route(branch.when, ways.get(branch.goto, nowhere)) for branch in node.auto),
    )  # fmt: skip


def _order(scenario: Scenario) -> Iterator[str]:
    seen: set[str] = set()
    todo = deque([scenario.start])
    while todo:
        name = todo.popleft()
        node = scenario.nodes.get(name)
        if node is None or name in seen:
            continue
        seen.add(name)
        yield name
        todo.extend(choice.goto for choice in node.choices)
        todo.extend(choice.then for choice in node.choices if choice.then)
        todo.extend(branch.goto for branch in node.auto)
    yield from (name for name in scenario.nodes if name not in seen)
