"""E011 as far as the file alone shows it: tags, objectives, fields and meters nobody declared."""

from __future__ import annotations

from collections.abc import Iterable

from courses.package.problems import suggestion
from courses.package.yaml_lines import Path
from practice.scenario.checks.desk import Desk
from practice.scenario.shapes import Choice, Node
from practice.scenario.source.build import PERSONA


def check_tags(desk: Desk) -> None:
    """Note every name that is used without being declared, and effects of nothing."""
    scenario = desk.scenario
    _unknown(desk, "tag", scenario.slips, set(scenario.slips) - set(scenario.skills), ("slips",),
             "A skill and a slip need two names.")  # fmt: skip
    for field in desk.source.fields.value["persona"]:
        if field not in PERSONA:
            desk.add(
                "E011", ("persona", field), f"A persona has no field “{field[:60]}”.",
                suggestion(field, PERSONA),
            )  # fmt: skip
    _check_course(desk)
    for objective, tags in scenario.evidence.items():
        way = ("evidence", objective)
        _unknown(desk, "objective", [objective], scenario.objectives, way)
        _unknown(desk, "skill", tags, scenario.skills, way)
    for node in scenario.nodes.values():
        _check_node(desk, node)


def _unknown(
    desk: Desk, what: str, names: Iterable[str], known: Iterable[str], way: Path, mend: str = ""
) -> None:
    listed = set(known)
    for name in names:
        if name not in listed:
            hint = mend or suggestion(name, listed)
            desk.add("E011", way, f"The {what} “{name}” is not declared.", hint)


def _check_course(desk: Desk) -> None:
    around, scenario = desk.around, desk.scenario
    if around.objectives is not None:
        for at, objective in enumerate(scenario.objectives):
            if objective not in around.objectives:
                desk.add(
                    "E011", ("objectives", at), f"The course has no objective “{objective}”.",
                    suggestion(objective, around.objectives),
                )  # fmt: skip
    if around.modules is not None and scenario.module not in around.modules:
        desk.add(
            "E011", ("module",), f"The course has no module “{scenario.module}”.",
            suggestion(scenario.module, around.modules),
        )  # fmt: skip


def _check_node(desk: Desk, node: Node) -> None:
    scenario = desk.scenario
    tags = {*scenario.skills, *scenario.slips}
    meters = {meter.name for meter in scenario.meters}
    for choice in node.choices:
        for tag in choice.tags:
            if tag not in tags:
                desk.at_choice(
                    "E011", node, choice, f"The tag “{tag}” is not declared.",
                    f"{suggestion(tag, tags)} Or add it to skills or slips.".strip(), "skills",
                )  # fmt: skip
        _check_effect(desk, node, choice, meters)
    for kind, at, when in node.conditions():
        for name in sorted(when.meters - meters):
            desk.at_node(
                "E011", node.name, f"There is no meter “{name}”.",
                suggestion(name, meters), kind, at, "when",
            )  # fmt: skip


def _check_effect(desk: Desk, node: Node, choice: Choice, meters: set[str]) -> None:
    for name, change in choice.effect.items():
        if name not in meters:
            desk.at_choice(
                "E011", node, choice, f"There is no meter “{name}”.",
                suggestion(name, meters), "effect", name,
            )  # fmt: skip
        elif change == 0:
            desk.at_choice(
                "E011", node, choice, f"The effect on “{name}” is 0.",
                "Remove it, or let it change something.", "effect", name,
            )  # fmt: skip
