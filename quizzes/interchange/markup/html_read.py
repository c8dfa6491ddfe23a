"""HTML as people write it, read into the same small tree.

The parser of the standard library takes quadratic time on broken tags, so this one is our own:
each sign is looked at a bounded number of times, and a tag that does not end is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from quizzes.interchange.markup.tree import Node

DEEPEST = 40
_TAG_LENGTH = 600
_TAG = re.compile(r"""<(/?)([A-Za-z][A-Za-z0-9:-]{0,39})((?:[^<>"']|"[^"]*+"|'[^']*+')*+)>""")
_REMARK = re.compile(r"<[!?][^<>]*+>")
_ATTRIBUTE = re.compile(r"""([^\s=<>"'/]+)(?:\s*=\s*("[^"]*+"|'[^']*+'|[^\s<>"']*))?""")
_VOID = {"br", "hr", "img", "input", "meta", "link", "base", "col", "embed", "source", "wbr"}
_ENDS = {  # what a new element of this name closes when it stands open
    "p": {"p"}, "li": {"li", "p"}, "td": {"td", "th", "p"}, "th": {"td", "th", "p"},
    "tr": {"tr", "td", "th", "p"}, "ul": {"p"}, "ol": {"p"}, "blockquote": {"p"},
}  # fmt: skip
_FENCES = {"ul", "ol", "table", "blockquote"}  # nothing is closed beyond these


def read_html(text: str, *, first_line: int = 1) -> Node:
    """Return an element that holds what the text says; unclosed elements end where it ends."""
    builder = _Builder(first_line)
    for place, found in _pieces(text):
        if isinstance(found, str):
            builder.text(unescape(found))
        elif found[1]:
            builder.end(found[2].lower())
        else:
            builder.start(found, first_line + text.count("\n", 0, place))
    return builder.root


def _pieces(text: str) -> Iterator[tuple[int, str | re.Match[str]]]:
    """Yield texts and tags in order, each with its place."""
    place = 0
    has_remark_end = True
    while place < len(text):
        begin = text.find("<", place)
        begin = len(text) if begin < 0 else begin
        if begin > place:
            yield place, text[place:begin]
            place = begin
            continue
        if has_remark_end and text.startswith("<!--", begin):
            end = text.find("-->", begin)
            has_remark_end = end >= 0
            if has_remark_end:
                place = end + 3
                continue
        limit = begin + _TAG_LENGTH
        found = _TAG.match(text, begin, limit)
        remark = None if found else _REMARK.match(text, begin, limit)
        if found:
            yield begin, found
        elif not remark:
            yield begin, "<"
        place = found.end() if found else remark.end() if remark else begin + 1


class _Builder:
    def __init__(self, first_line: int) -> None:
        self.root = Node("body", line=first_line)
        self.open = [self.root]
        self.names: list[str] = []

    def start(self, tag: re.Match[str], line: int) -> None:
        name, rest = tag[2].lower(), tag[3]
        while self._is_ended_by(name):
            self._close()
        attributes = {
            found[1].lower(): unescape((found[2] or "").strip("\"'"))
            for found in _ATTRIBUTE.finditer(rest)
        }
        node = Node(name, attributes, line=line)
        self.open[-1].children.append(node)
        is_whole = name in _VOID or rest.endswith("/")
        if not is_whole and len(self.open) <= DEEPEST:
            self.open.append(node)
            self.names.append(name)

    def end(self, name: str) -> None:
        if name in self.names:
            while self.names[-1] != name:
                self._close()
            self._close()

    def text(self, words: str) -> None:
        self.open[-1].children.append(words)

    def _close(self) -> None:
        self.open.pop()
        self.names.pop()

    def _is_ended_by(self, name: str) -> bool:
        ended = _ENDS.get(name, set())
        for opened in reversed(self.names):
            if opened in ended:
                return True
            if opened in _FENCES:
                return False
        return False
