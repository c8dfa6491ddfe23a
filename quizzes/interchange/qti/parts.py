"""What every interaction that is written brings along."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from quizzes.interchange.markup.tree import WHITE, Node
from quizzes.interchange.qti.names import identifier
from quizzes.question_types.base import Json


@dataclass(frozen=True, kw_only=True)
class Interaction:
    """What the item around it needs to know."""

    nodes: list[Node]
    kind: str  # for the metadata
    cardinality: str
    base_type: str = "identifier"
    correct: list[str] = field(default_factory=list)
    points: Mapping[str, int] = field(
        default_factory=dict
    )  # answer → points; empty: all or nothing
    most: int = 1
    feedback: Mapping[str, str] = field(default_factory=dict)
    shows_all: bool = False  # feedback on everything, whatever was answered
    is_scored: bool = True


def words(text: str) -> list[Node | str]:
    """Return a plain text with its line ends."""
    parts: list[Node | str] = []
    for line in text.strip(WHITE).split("\n"):
        parts += [Node("br"), line.strip(WHITE)] if parts else [line.strip(WHITE)]
    return [part for part in parts if part]


def xhtml(blocks: Iterable[Node]) -> list[Node]:
    """Return blocks of ours in the form of XHTML: the rows of a table stand in a body."""
    return [_with_body(block) for block in blocks]


def _with_body(block: Node) -> Node:
    children = [_with_body(child) if isinstance(child, Node) else child for child in block.children]
    if block.name == "table":
        children = [Node("tbody", children=children)]
    elif block.name == "pre":
        children = [Node("code", children=children)]
    return Node(block.name, block.attributes, children)


def feedback_of(rows: list[Json], before: str = "") -> dict[str, str]:
    """Return the feedback of entries by their identifiers."""
    return {
        (before + row["key"] if before else identifier(row["key"])): row["feedback"] for row in rows
    }
