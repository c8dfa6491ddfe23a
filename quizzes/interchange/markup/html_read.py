"""HTML as people write it, read into the same small tree."""

from __future__ import annotations

from html.parser import HTMLParser

from quizzes.interchange.markup.tree import Node

DEEPEST = 40
_VOID = {"br", "hr", "img", "input", "meta", "link", "base", "col", "embed", "source", "wbr"}
_ENDS = {  # what a new element of this name closes when it stands open
    "p": {"p"}, "li": {"li", "p"}, "td": {"td", "th", "p"}, "th": {"td", "th", "p"},
    "tr": {"tr", "td", "th", "p"}, "ul": {"p"}, "ol": {"p"}, "blockquote": {"p"},
}  # fmt: skip
_FENCES = {"ul", "ol", "table", "blockquote"}  # nothing is closed beyond these


def read_html(text: str, *, first_line: int = 1) -> Node:
    """Return an element that holds what the text says; unclosed elements end where it ends."""
    reader = _Reader(first_line)
    reader.feed(text)
    reader.close()
    return reader.root


class _Reader(HTMLParser):
    def __init__(self, first_line: int) -> None:
        super().__init__(convert_charrefs=True)
        self.first_line = first_line
        self.root = Node("body", line=first_line)
        self.open = [self.root]

    def handle_starttag(self, name: str, attributes: list[tuple[str, str | None]]) -> None:
        while self._is_ended_by(name):
            self.open.pop()
        line = self.getpos()[0] + self.first_line - 1
        node = Node(name, {key: value or "" for key, value in attributes}, line=line)
        self.open[-1].children.append(node)
        if name not in _VOID and len(self.open) <= DEEPEST:
            self.open.append(node)

    def handle_startendtag(self, name: str, attributes: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(name, attributes)
        if name not in _VOID:
            self.handle_endtag(name)

    def handle_endtag(self, name: str) -> None:
        names = [node.name for node in self.open[1:]]
        if name in names:
            last = len(names) - 1 - names[::-1].index(name)
            del self.open[last + 1 :]

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)

    def _is_ended_by(self, name: str) -> bool:
        ended = _ENDS.get(name, set())
        for node in reversed(self.open[1:]):
            if node.name in ended:
                return True
            if node.name in _FENCES:
                return False
        return False
