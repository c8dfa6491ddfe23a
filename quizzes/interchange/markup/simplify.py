"""From any markup to the few elements that our Markdown has. Whatever else there was is told.

Only names of this list come out, and only `href` of their attributes, so nothing can slip through.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quizzes.interchange.markup.runs import BLOCKS, BOXES, HEADINGS, RUNS, Tell, tidy, words_of
from quizzes.interchange.markup.tree import WHITE, Node


def simplify(children: Iterable[Node | str], tell: Tell) -> list[Node]:
    """Return blocks: paragraphs, headings, lists, quotes, code, tables and rules."""
    blocks: list[Node] = []
    run: list[Node | str] = []

    def flush() -> None:
        words = tidy(words_of(run, tell))
        if words:
            blocks.append(Node("p", children=words))
        run.clear()

    for child in _unboxed(children):
        if isinstance(child, Node) and (child.name in BLOCKS or child.name in BOXES):
            flush()
            blocks.extend(_block(child, tell))
        else:
            run.append(child)
    flush()
    return blocks


def plain(children: Iterable[Node | str], tell: Tell) -> str:
    """Return words only, a line for each block; emphasis and links are told and left out."""
    lines = [line for block in simplify(children, tell) for line in _lines(block, tell)]
    return "\n".join(lines).strip("\n")


def _unboxed(children: Iterable[Node | str]) -> Iterator[Node | str]:
    """Yield the children of runs that hold blocks in place of the run itself."""
    for child in children:
        is_run = isinstance(child, Node) and child.name in RUNS
        if isinstance(child, Node) and is_run and child.first(*BLOCKS, *BOXES):
            yield from _unboxed(child.children)
        else:
            yield child


def _block(node: Node, tell: Tell) -> list[Node]:
    if node.name in BOXES or (node.name == "p" and node.first(*BLOCKS, *BOXES)):
        return simplify(node.children, tell)
    if node.name == "p" or node.name in HEADINGS:
        words = tidy(words_of(node.children, tell))
        return [Node(HEADINGS.get(node.name, "p"), children=words)] if words else []
    if node.name in {"ul", "ol"}:
        items = [_item(item, tell) for item in node.elements()]
        return [Node(node.name, _start(node), [*filter(None, items)])] if any(items) else []
    if node.name == "blockquote":
        inside = simplify(node.children, tell)
        return [Node("blockquote", children=[*inside])] if inside else []
    if node.name == "pre":
        return [Node("pre", children=["".join(node.raw()).strip("\n")])]
    return [Node("hr")] if node.name == "hr" else _table(node, tell)


def _start(node: Node) -> dict[str, str]:
    start = node.get("start")
    is_told = node.name == "ol" and start.isascii() and start.isdigit() and len(start) < 9
    return {"start": str(int(start))} if is_told and int(start) != 1 else {}


def _item(node: Node, tell: Tell) -> Node | None:
    inside = simplify(node.children if node.name == "li" else [node], tell)
    return Node("li", children=[*inside]) if inside else None


def _table(node: Node, tell: Tell) -> list[Node]:
    rows = [
        [Node("td", children=tidy(words_of(_flat(cell), tell)))
         for cell in row.elements() if cell.name in {"td", "th"}]
        for row in node.all("tr")
    ]  # fmt: skip
    rows = [row for row in rows if row]
    if not rows:
        return []
    widest = max(map(len, rows))
    for row in rows:
        row.extend(Node("td") for _ in range(widest - len(row)))
    return [Node("table", children=[Node("tr", children=[*row]) for row in rows])]


def _flat(node: Node) -> Iterator[Node | str]:
    """Yield what stands in a cell, its blocks as runs of words."""
    for child in node.children:
        if isinstance(child, Node) and (child.name in BLOCKS or child.name in BOXES):
            yield " "
            yield from _flat(child)
            yield " "
        else:
            yield child


def _lines(block: Node, tell: Tell) -> Iterator[str]:
    if block.name == "pre":
        yield from ("".join(block.raw()).strip(WHITE)).split("\n")
    elif block.name in {"ul", "ol", "li", "blockquote", "table"}:
        for child in block.elements():
            yield from _lines(child, tell)
    else:
        if block.first("strong", "em", "code", "a"):
            tell(block.line, "Bold, stressed words and links are plain words here.")
        yield from "".join(_words(block)).split("\n")


def _words(node: Node) -> Iterator[str]:
    for child in node.children:
        if isinstance(child, str):
            yield child
        elif child.name == "br":
            yield "\n"
        else:
            yield from _words(child)
