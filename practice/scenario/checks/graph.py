"""E001–E004: what names what, before anything is played."""

from __future__ import annotations

from collections.abc import Iterator

from courses.package.problems import suggestion
from courses.package.yaml_lines import Path
from practice.scenario.checks.desk import Desk, name_of
from practice.scenario.shapes import Node, Scenario


def check_graph(desk: Desk) -> None:
    """Note a missing start, names of nothing, dead ends and what nothing leads to."""
    scenario = desk.scenario
    places = {*scenario.nodes, *scenario.endings}
    if scenario.start not in scenario.nodes:
        desk.add(
            "E001", ("start",), f"There is no node “{scenario.start}” to start at.",
            suggestion(scenario.start, scenario.nodes),
        )  # fmt: skip
    for way, place, target in targets(scenario):
        if target not in places:
            desk.add(
                "E002", way, f"There is no node or ending “{target}”.",
                suggestion(target, places), place=place,
            )  # fmt: skip
    _check_mentions(desk)
    for node in scenario.nodes.values():
        if not node.choices and not node.auto:
            desk.at_node(
                "E003", node.name, f"“{node.name}” has neither choices nor auto.",
                "Give it choices, or make it an ending.",
            )  # fmt: skip
    if scenario.start not in scenario.nodes:
        return  # whatever it was meant to be would seem to be led to by nothing
    aimed_at = {target for _, _, target in targets(scenario)} | {scenario.start}
    for name in sorted(places - aimed_at):
        what = "ending" if name in scenario.endings else "node"
        desk.at_node(
            "E004", name, f"Nothing leads to the {what} “{name}”.", "Lead there, or remove it."
        )


def targets(scenario: Scenario) -> Iterator[tuple[Path, str, str]]:
    """Yield each goto and then: the way to it, the place it belongs to, and its target."""
    for node in scenario.nodes.values():
        way: Path = ("nodes", node.name)
        for at, choice in enumerate(node.choices):
            place = name_of(node, choice)
            yield (*way, "choices", at, "goto"), place, choice.goto
            if choice.then:
                yield (*way, "choices", at, "then"), place, choice.then
        for at, branch in enumerate(node.auto):
            yield (*way, "auto", at, "goto"), node.name, branch.goto


def _check_mentions(desk: Desk) -> None:
    """Note endings, choices and nodes that debrief, perspectives and conditions only name."""
    scenario = desk.scenario
    choices = {name_of(node, choice) for node, choice in scenario.choices()}
    for at, name in enumerate(scenario.debrief.compare):
        if name not in scenario.endings:
            way: Path = ("debrief", "compare", at)
            desk.add(
                "E002", way, f"There is no ending “{name}”.", suggestion(name, scenario.endings)
            )
    for seat in scenario.perspectives:
        for at, name in enumerate(seat.lines):
            if name not in choices:
                way = ("perspectives", seat.who, "lines", at)
                desk.add("E002", way, f"There is no choice “{name}”.", suggestion(name, choices))
    for node in scenario.nodes.values():
        _check_node(desk, node, choices)


def _check_node(desk: Desk, node: Node, choices: set[str]) -> None:
    notice = node.notice
    if notice and notice.options and notice.best not in notice.options:
        desk.at_node(
            "E002", node.name, f"“{notice.best[:60]}” is none of the options.",
            suggestion(notice.best, notice.options), "notice", "best",
        )  # fmt: skip
    for kind, at, when in node.conditions():
        for names, known, what in (
            (when.visited, {*desk.scenario.nodes}, "node"),
            (when.chose, choices, "choice"),
        ):
            for name in sorted(names - known):
                desk.at_node(
                    "E002", node.name, f"There is no {what} “{name}”.",
                    suggestion(name, known), kind, at, "when",
                )  # fmt: skip
