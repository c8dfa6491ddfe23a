"""Elements and texts, and how they are written as XML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

WHITE = " \t\r\n\f"
_INLINE = {"strong", "em", "a", "code", "br", "qti-hottext"}
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_IN_ATTRIBUTE = {'"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"}


@dataclass
class Node:
    """One element. Where it stood does not count when two are compared."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)
    line: int = field(default=1, compare=False)
    space: str = field(default="", compare=False)

    def get(self, name: str) -> str:
        """Return an attribute, empty when it is not there."""
        return self.attributes.get(name, "")

    def elements(self) -> Iterator[Node]:
        """Yield the elements directly inside."""
        return (child for child in self.children if isinstance(child, Node))

    def all(self, *names: str) -> Iterator[Node]:
        """Yield every element inside with one of these names, in reading order."""
        for child in self.elements():
            if child.name in names:
                yield child
            yield from child.all(*names)

    def first(self, *names: str) -> Node | None:
        """Return the first element inside with one of these names."""
        return next(self.all(*names), None)

    def text(self) -> str:
        """Return all words inside, white space as a browser would show it."""
        return collapse("".join(self.raw())).strip(" ")

    def raw(self) -> Iterator[str]:
        """Yield the words inside as they stand."""
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                yield from child.raw()


def element(name: str, *children: Node | str, **attributes: str) -> Node:
    """Return an element; `base_type` becomes the attribute base-type."""
    named = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
    return Node(name, named, list(children))


def collapse(text: str) -> str:
    """Return a text in which every run of white space is one blank."""
    return re.sub(f"[{WHITE}]+", " ", text)


def unfit_for_xml(text: str) -> bool:
    """Return whether a text holds signs that XML cannot hold, such as control characters."""
    return bool(_FORBIDDEN.search(text))


def write_xml(root: Node) -> bytes:
    """Return an XML document, indented where that adds no white space to any text."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{_written(root, 0)}\n'.encode()


def _written(node: Node, depth: int) -> str:
    attributes = "".join(
        f' {name}="{escape(value, _IN_ATTRIBUTE)}"' for name, value in node.attributes.items()
    )
    if not node.children:
        return f"<{node.name}{attributes}/>"
    is_frame = all(isinstance(child, Node) and child.name not in _INLINE for child in node.children)
    apart = f"\n{'  ' * (depth + 1)}" if is_frame else ""
    inside = "".join(
        apart
        + (
            _written(child, depth + 1)
            if isinstance(child, Node)
            else escape(child, {"\r": "&#13;"})
        )
        for child in node.children
    )
    end = f"\n{'  ' * depth}" if is_frame else ""
    return f"<{node.name}{attributes}>{inside}{end}</{node.name}>"
