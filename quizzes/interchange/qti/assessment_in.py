"""What an assessment test says of its quiz: the words before it, the draw, the time, the pass."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizzes.interchange.markup.runs import Tell
from quizzes.interchange.markup.to_markdown import to_markdown
from quizzes.interchange.markup.tree import Node
from quizzes.interchange.qti import names
from quizzes.question_types.base import Json

MOST_MINUTES = 600
_OBJECTIVE = re.compile(rf"{re.escape(names.BY_OBJECTIVE)}(M[0-9]+\.[0-9]+)\Z")
_NUMBER = re.compile(r"([0-9]{1,5})(?:\.0*)?\Z")


def read_assessment(root: Node, tell: Tell) -> Json:
    """Return the fields of a quiz that a test fills; what it leaves open is empty."""
    rubric = root.first("qti-rubric-block")
    blueprint = dict(_blueprint(root))
    return {
        "intro": to_markdown(rubric.children, tell) if rubric else "",
        "pass_mark": _pass_mark(root),
        "draw": sum(blueprint.values()) or _draw(root, tell),
        "blueprint": blueprint,
        "time_limit": _time_limit(root, tell),
    }


def _whole(text: str) -> int:
    found = _NUMBER.match(text)
    return int(found[1]) if found else 0


def _pass_mark(root: Node) -> int:
    for node in root.elements():
        if node.name == "qti-outcome-declaration" and node.get("identifier") == names.PERCENT:
            found = _whole(node.get("mastery-value"))
            return found if found <= 100 else 0
    return 0


def _blueprint(root: Node) -> Iterator[tuple[str, int]]:
    """Yield what our own sections draw of each objective; in others nobody knows what stands."""
    for section in root.all("qti-assessment-section"):
        named = _OBJECTIVE.match(section.get("identifier"))
        select = _whole(_own_selection(section))
        if named and 1 <= select <= 99:
            yield named[1], select


def _own_selection(section: Node) -> str:
    found = (node.get("select") for node in section.elements() if node.name == "qti-selection")
    return next(found, "")


def _draw(root: Node, tell: Tell) -> int:
    found = list(root.all("qti-selection"))
    if len(found) > 1:
        tell(found[1].line, "Sections draw on their own; here all questions are asked.")
    select = _whole(found[0].get("select")) if len(found) == 1 else 0
    return select if select < 1000 else 0


def _time_limit(root: Node, tell: Tell) -> int:
    """Return the limit of the whole test in minutes; any other limit is told."""
    whole = {id(node) for node in root.elements()}
    minutes = 0
    for node in root.all("qti-time-limits"):
        said = node.get("max-time")
        seconds = _whole(said)
        if id(node) not in whole:
            tell(node.line, "The time limit of a part is left out; a quiz has one for the whole.")
            continue
        if not 1 <= seconds <= 60 * MOST_MINUTES:
            tell(node.line, f"The time limit “{said[:20]}” is left out; it is 1 to 600 minutes.")
            continue
        minutes = -(-seconds // 60)
        if seconds % 60:
            tell(node.line, f"The time limit of {seconds} seconds became {minutes} minutes.")
    return minutes
