"""W101–W106, W108, W202, W203: options that can be told apart without reading them."""

from __future__ import annotations

import re
from collections import Counter
from statistics import median

from practice.scenario.checks.desk import Desk
from practice.scenario.shapes import Choice, Node

SHARE = 0.6
NODES_AT_LEAST = 4  # below that, a share says nothing
_WORD = re.compile(r"[\w’'-]+")
_ABSOLUTE = re.compile(r"\b(?:always|never)\b", re.IGNORECASE)


def check_options(desk: Desk) -> None:
    """Note nodes whose options teach nothing, or give themselves away."""
    nodes = [node for node in desk.scenario.nodes.values() if node.choices]
    for node in nodes:
        if len(node.choices) == 1:
            desk.at_node(
                "W105", node.name, f"“{node.name}” has a single option.",
                "Add a well-meant mistake beside it.", "choices",
            )  # fmt: skip
        else:
            _check_lengths(desk, node)
            _check_qualities(desk, node)
            _check_twins(desk, node)
        if all(choice.when for choice in node.choices):
            desk.at_node(
                "W106", node.name, f"Every option of “{node.name}” has a condition.",
                "Leave one without.", "choices",
            )  # fmt: skip
    _check_absolute(desk)
    _check_habits(desk, [node for node in nodes if len(node.choices) > 1])


def _check_lengths(desk: Desk, node: Node) -> None:
    usual = median(len(choice.text) for choice in node.choices)
    for choice in node.choices:
        if len(choice.text) > 2 * usual + 20:
            desk.at_choice(
                "W101", node, choice,
                f"This option has {len(choice.text)} characters, the others about {usual:.0f}.",
                "Shorten it, or give the others as much to say.", "text",
            )  # fmt: skip


def _check_qualities(desk: Desk, node: Node) -> None:
    qualities = {choice.quality for choice in node.choices}
    if "best" not in qualities:
        desk.at_node(
            "W102", node.name, f"“{node.name}” has no best option.",
            "Offer one, or say that the best of them is best.", "choices",
        )  # fmt: skip
    if not qualities & {"weak", "poor"}:
        desk.at_node(
            "W103", node.name, f"At “{node.name}” nothing can go wrong.",
            "Add a common, well-meant mistake.", "choices",
        )  # fmt: skip


def _check_twins(desk: Desk, node: Node) -> None:
    for at, choice in enumerate(node.choices):
        for other in node.choices[:at]:
            if _differ_by_one(_words(choice.text), _words(other.text)):
                desk.at_choice(
                    "W108", node, choice, f"This differs from “{other.id}” by one word at most.",
                    "Let the options differ in what they do.", "text",
                )  # fmt: skip


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _differ_by_one(some: list[str], others: list[str]) -> bool:
    short, long = sorted((some, others), key=len)
    if len(long) - len(short) > 1:
        return False
    same = 0
    while same < len(short) and short[same] == long[same]:
        same += 1
    rest = same if len(short) < len(long) else same + 1
    return short[rest:] == long[same + 1 :]


def _check_absolute(desk: Desk) -> None:
    right = wrong = False
    for _, choice in desk.scenario.choices():
        if _ABSOLUTE.search(choice.text):
            right |= choice.quality in {"best", "ok"}
            wrong |= choice.quality in {"weak", "poor"}
    if not wrong or right:
        return
    for node, choice in desk.scenario.choices():
        found = _ABSOLUTE.search(choice.text)
        if found:
            desk.at_choice(
                "W108", node, choice, f"“{found[0]}” stands only in options that are wrong.",
                "Say it without.", "text",
            )  # fmt: skip


def _check_habits(desk: Desk, nodes: list[Node]) -> None:
    if len(nodes) < NODES_AT_LEAST:
        return
    longest = sum(_longest(node).quality == "best" for node in nodes)
    if longest > SHARE * len(nodes):
        desk.add(
            "W202", ("nodes",),
            f"The longest option is a best one in {longest} of {len(nodes)} nodes.",
            "Lengthen some of the mistakes, or shorten what is best.",
        )  # fmt: skip
    places: Counter[int] = Counter()
    for node in nodes:
        places.update(
            place for place, choice in enumerate(node.choices) if choice.quality == "best"
        )
    for place, count in sorted(places.items()):
        if count > SHARE * len(nodes):
            desk.add(
                "W203", ("nodes",),
                f"Option {place + 1} is a best one in {count} of {len(nodes)} nodes.",
                "Put the best option in other places.",
            )  # fmt: skip


def _longest(node: Node) -> Choice:
    return max(node.choices, key=lambda choice: len(choice.text))
