"""Write a scene as Twee 3, and list what the format has no place for."""

from __future__ import annotations

import hashlib
import json
import re
import uuid
from collections import defaultdict, deque
from collections.abc import Iterator

from practice.scenario.exchange.twee.read import EMOTION, ENDING, NODE, OTHERWISE, OUTCOME, ROUTING
from practice.scenario.shapes import Choice, Ending, Node, Scenario

FORMAT, FORMAT_VERSION = "Harlowe", "3.3.9"
_STEP = 150  # of Twine's map, in pixels
_WHITE = re.compile(r"\s+")


def twee_of(scenario: Scenario) -> str:
    """Return the scene as Twee. The same scene makes the same text."""
    places = _positions(scenario)
    data = {
        "ifid": _ifid(scenario), "format": FORMAT, "format-version": FORMAT_VERSION,
        "start": scenario.start,
    }  # fmt: skip
    parts = [
        f":: StoryTitle\n{_text(scenario.title)}",
        f":: StoryData\n{json.dumps(data, indent=2)}",
        *(_node(node, places) for node in scenario.nodes.values()),
        *(_ending(ending, places) for ending in scenario.endings.values()),
    ]
    return "\n\n\n".join(parts) + "\n"


def losses(scenario: Scenario) -> tuple[str, ...]:
    """Return what a Twee text does not hold of this scene, by place."""
    return tuple(_lost(scenario))


def _lost(scenario: Scenario) -> Iterator[str]:
    yield "persona, safeguards, objectives, skills, debrief: there is no place for them in Twee."
    for meter in scenario.meters:
        yield f"meters.{meter.name}: Twee has no variables of its own."
    if scenario.perspectives:
        yield "perspectives: there is no place for them in Twee."
    for node in scenario.nodes.values():
        parts = _lost_of_node(node)
        if parts:
            yield f"{node.name}: {', '.join(parts)}"
        for choice in node.choices:
            yield f"{node.name}.{choice.id}: {', '.join(_lost_of_choice(choice))}"


def _lost_of_node(node: Node) -> list[str]:
    customer = node.customer
    found = {
        "cues": bool(customer and (customer.voice or customer.words or customer.transcript)),
        "image, sound or film": bool(customer and customer.media),
        "valence and arousal": bool(customer),
        "notice": bool(node.notice),
        "write_first": node.write_first,
    }
    return [what for what, is_there in found.items() if is_there]


def _lost_of_choice(choice: Choice) -> list[str]:
    found = {
        "id": True, "quality": True, "feedback": bool(choice.feedback),
        "skills": bool(choice.tags), "effect": bool(choice.effect), "when": bool(choice.when),
        "max_visits and then": bool(choice.max_visits),
    }  # fmt: skip
    return [what for what, is_there in found.items() if is_there]


def _node(node: Node, places: dict[str, str]) -> str:
    if node.auto:
        links = [
            f"[[{branch.when.text if branch.when else OTHERWISE}->{branch.goto}]]"
            for branch in node.auto
        ]
        said = [_text(node.customer.text), ""] if node.customer else []
        return "\n".join([_head(node.name, [ROUTING], places), *said, *links])
    said = [_text(node.customer.text)] if node.customer else []
    tags = [NODE, *([EMOTION + node.customer.emotion.label] if node.customer else [])]
    links = [f"[[{_label(choice.text)}->{choice.goto}]]" for choice in node.choices]
    return "\n".join([_head(node.name, tags, places), *said, "", *links])


def _ending(ending: Ending, places: dict[str, str]) -> str:
    return f"{_head(ending.name, [ENDING, OUTCOME + ending.outcome], places)}\n{_text(ending.text)}"


def _head(name: str, tags: list[str], places: dict[str, str]) -> str:
    return f":: {name} [{' '.join(tags)}] " + json.dumps({"position": places[name]})


def _text(text: str) -> str:
    """Return a text in which nothing would be taken for a link or a header."""
    shown = text.replace("[[", "[ [").replace("]]", "] ]")
    return "\n".join(f"\\{line}" if line.startswith("::") else line for line in shown.split("\n"))


def _label(text: str) -> str:
    """Return the words of a link: on one line, with nothing that would end it."""
    return _WHITE.sub(" ", text).replace("[[", "[ [").replace("]]", "] ]").strip()


def _ifid(scenario: Scenario) -> str:
    """Return the id that Twine tells stories apart by, made of the scene's own."""
    digest = hashlib.sha256(f"{scenario.language}/{scenario.id}".encode()).digest()
    return str(uuid.UUID(bytes=digest[:16], version=4)).upper()


def _positions(scenario: Scenario) -> dict[str, str]:
    """Return a place on the map for each passage: a row for each number of steps from the start."""
    depth = {scenario.start: 0}
    todo = deque([scenario.start])
    while todo:
        node = scenario.nodes.get(todo.popleft())
        for target in _targets(node) if node else ():
            if target not in depth and node:
                depth[target] = depth[node.name] + 1
                todo.append(target)
    taken: dict[int, int] = defaultdict(int)
    places = {}
    last = max(depth.values(), default=0) + 1
    for name in (*scenario.nodes, *scenario.endings):
        row = depth.get(name, last)
        places[name] = f"{100 + taken[row] * _STEP},{100 + row * _STEP}"
        taken[row] += 1
    return places


def _targets(node: Node) -> Iterator[str]:
    for choice in node.choices:
        yield choice.goto
        if choice.then:
            yield choice.then
    for branch in node.auto:
        yield branch.goto
