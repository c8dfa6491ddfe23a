"""Markdown that our own dialect reads back as the same blocks; proved on every text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from markdown_it import MarkdownIt

from courses.package.prose import markdown
from courses.package.prose.clean import clean
from quizzes.interchange.markup.html_read import read_html
from quizzes.interchange.markup.runs import Tell
from quizzes.interchange.markup.simplify import simplify
from quizzes.interchange.markup.tree import Node

_SPECIAL = re.compile(r"([\\`*_\[\]<])|&(?=#?\w{1,32};)")
_LINE_START = re.compile(r"(#{1,6}(?=\s|$)|[-+](?=\s|$)|>|~~~|[-=:|][-=:| ]*$)")
_HASHES = re.compile(r"#+$")
_NUMBER_START = re.compile(r"(\d{1,9})([.)])(?=\s|$)")


def to_markdown(children: Iterable[Node | str], tell: Tell, *, line: int = 1) -> str:
    """Return Markdown for what the markup says; what cannot be kept is told by line."""
    blocks = simplify(children, tell)
    for mark in ("*", "_"):
        written = _Writer(mark).blocks(blocks)
        if blocks_of(written) == blocks:
            return written
    bare = [_bare(block) for block in blocks]
    written = _Writer("*").blocks(bare)
    tell(line, "Emphasis and links cannot be kept in this place, the words are.")
    return written


def blocks_of(text: str) -> list[Node]:
    """Return the blocks that our dialect of Markdown makes of a text; pictures become words."""
    html = _dialect().render(text, {"assets": {}, "asset_base": "", "cited": []})
    return simplify(read_html(clean(html)).children, _say_nothing)


def _say_nothing(_line: int, _reason: str) -> None:
    return None


@cache
def _dialect() -> MarkdownIt:
    return markdown.short()


def _bare(node: Node) -> Node:
    """Return a block without emphasis and links."""
    children: list[Node | str] = []
    for child in node.children:
        if isinstance(child, Node) and child.name in {"strong", "em", "code", "a"}:
            children.extend(_bare(child).children)
        else:
            children.append(_bare(child) if isinstance(child, Node) else child)
    return Node(node.name, node.attributes, children)


class _Writer:
    """Writes blocks; `mark` is the sign for stressed words, so that the other can be tried."""

    def __init__(self, mark: str) -> None:
        self.mark = mark

    def blocks(self, blocks: Iterable[Node], apart: str = "\n\n") -> str:
        written, last = [], None
        for block in blocks:
            is_next_list = (
                last is not None and last.name == block.name and block.name in {"ul", "ol"}
            )
            written.append(self.block(block, other=is_next_list))
            last = None if is_next_list else block  # a third list in a row is like the first
        return apart.join(written)

    def block(self, node: Node, *, other: bool = False) -> str:
        if node.name in {"ul", "ol"}:
            return self.listed(node, other=other)
        if node.name == "blockquote":
            inside = self.blocks(self.elements(node))
            return "\n".join(f"> {line}".rstrip(" ") for line in inside.split("\n"))
        if node.name == "pre":
            return self.code_block("".join(node.raw()))
        if node.name == "hr":
            return "---"
        if node.name == "table":
            return self.table(node)
        if node.name in {"h2", "h3", "h4"}:
            words = self.inline(node.children).replace("\x01", " ")
            return f"{'#' * int(node.name[1])} {_HASHES.sub(_escaped, words)}"
        return self.run(node.children)

    @staticmethod
    def elements(node: Node) -> list[Node]:
        return list(node.elements())

    def listed(self, node: Node, *, other: bool) -> str:
        items = self.elements(node)
        is_tight = all(
            len([block for block in item.elements() if block.name not in {"ul", "ol"}]) == 1
            and next(item.elements()).name == "p"
            for item in items
        )
        apart = "\n" if is_tight else "\n\n"
        first, sign = int(node.get("start") or 1), ")" if other else "."
        lines = []
        for place, item in enumerate(items):
            mark = f"{first + place}{sign} " if node.name == "ol" else "+ " if other else "- "
            inside = self.blocks(self.elements(item), apart)
            lines.append(mark + inside.replace("\n", "\n" + " " * len(mark)))
        return re.sub(r"(?m)^ +$", "", apart.join(lines))

    @staticmethod
    def code_block(text: str) -> str:
        longest = max((len(found) for found in re.findall("`+", text)), default=0)
        fence = "`" * max(3, longest + 1)
        return f"{fence}\n{text}\n{fence}"

    def table(self, node: Node) -> str:
        rows = [
            "| " + " | ".join(self.cell(cell) for cell in row.elements()) + " |"
            for row in node.elements()
        ]
        width = len(list(next(node.elements()).elements()))
        return "\n".join([rows[0], "|" + "---|" * width, *rows[1:]])

    def cell(self, node: Node) -> str:
        return self.inline(node.children).replace("\x01", " ").replace("|", "\\|")

    def run(self, children: list[Node | str]) -> str:
        lines = self.inline(children).split("\x01")
        return "\\\n".join(map(_safe_start, lines))

    def inline(self, children: list[Node | str]) -> str:
        return "".join(
            _SPECIAL.sub(_escaped, child) if isinstance(child, str) else self.inline_node(child)
            for child in children
        )

    def inline_node(self, node: Node) -> str:
        if node.name == "br":
            return "\x01"
        if node.name == "code":
            return self.code(node.text())
        inside = self.inline(node.children)
        if node.name == "strong":
            return f"**{inside}**"
        if node.name == "em":
            return f"{self.mark}{inside}{self.mark}"
        href = node.get("href")
        return f"[{inside}](<{href}>)" if set(href) & set("()") else f"[{inside}]({href})"

    @staticmethod
    def code(text: str) -> str:
        longest = max((len(found) for found in re.findall("`+", text)), default=0)
        fence = "`" * (longest + 1)
        pad = " " if text.startswith("`") or text.endswith("`") else ""
        return f"{fence}{pad}{text}{pad}{fence}"


def _escaped(found: re.Match[str]) -> str:
    return "\\" + found[0]


def _safe_start(line: str) -> str:
    """Return a line whose beginning cannot be taken for a heading, a list or a quote."""
    if _LINE_START.match(line):
        return "\\" + line
    return _NUMBER_START.sub(r"\1\\\2", line, count=1) if _NUMBER_START.match(line) else line


def pictures_of(text: str) -> list[str]:
    """Return where the pictures of a Markdown text lie."""
    tokens = [child for token in _dialect().parse(text, {}) for child in token.children or ()]
    return [str(token.attrGet("src")) for token in tokens if token.type == "image"]
