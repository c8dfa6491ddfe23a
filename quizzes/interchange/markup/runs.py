"""Words inside a block: emphasis, code, links and line breaks that our Markdown has."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from urllib.parse import quote

from quizzes.interchange.markup.tree import Node, collapse

Tell = Callable[[int, str], None]

INLINE = {"strong": "strong", "b": "strong", "em": "em", "i": "em", "code": "code", "tt": "code"}
HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
BLOCKS = {"p", "pre", "blockquote", "ul", "ol", "hr", "table", *HEADINGS}
BOXES = {"body", "div", "section", "article", "main", "header", "footer", "aside", "center",
         "figure", "figcaption", "qti-content-body", "qti-prompt", "dl", "dt", "dd",
         "fieldset", "legend"}  # fmt: skip
RUNS = {"span", "font", "label", "abbr", "bdi", "bdo", "cite", "q", "time", "wbr"}
_TOLD_RUNS = {"u", "s", "del", "ins", "sub", "sup", "small", "big", "mark", "kbd", "samp", "var"}
_JOINED = {"strong", "em", "code"}
_ASCII = "".join(map(chr, range(33, 127)))
_SCHEMES = ("http://", "https://", "mailto:")


def words_of(children: Iterable[Node | str], tell: Tell) -> list[Node | str]:
    """Return words with the emphasis, code, links and line breaks that we know."""
    found: list[Node | str] = []
    for child in children:
        if isinstance(child, str):
            found.append(collapse(child))
        elif child.name == "br":
            found.append(Node("br"))
        elif child.name in INLINE:
            found.extend(_emphasis(INLINE[child.name], child, tell))
        elif child.name == "a":
            found.extend(_link(child, tell))
        elif child.name in RUNS | _TOLD_RUNS | BOXES | BLOCKS:
            if child.name in _TOLD_RUNS:
                tell(child.line, f"The markup <{child.name}> is left out, its words are kept.")
            found.extend(words_of(child.children, tell))
        else:
            found.extend(_left_out(child, tell))
    return found


def _left_out(node: Node, tell: Tell) -> list[Node | str]:
    if node.name in {"img", "object"}:
        alternative = collapse(node.get("alt") or node.text())
        kept = ", its alternative text is kept" if alternative.strip(" ") else ""
        tell(node.line, f"A picture is left out{kept}.")
        return [alternative]
    tell(node.line, f"<{node.name[:40]}> is left out.")
    return []


def _emphasis(name: str, node: Node, tell: Tell) -> list[Node | str]:
    if name == "code":
        text = node.text()
        return [Node("code", children=[text])] if text else []
    inside = [
        part for child in words_of(node.children, tell)
        for part in (child.children if isinstance(child, Node) and child.name == name else [child])
    ]  # fmt: skip
    words = tidy(inside)
    before = [" "] if _begins_white(inside) else []
    after = [" "] if _begins_white(inside[::-1], at=-1) else []
    return [*before, *([Node(name, children=words)] if words else []), *after]


def _link(node: Node, tell: Tell) -> list[Node | str]:
    href = node.get("href").strip()
    inside = words_of(node.children, tell)
    if href.startswith("#") and len(href) > 1:
        return [Node("a", {"href": href}, tidy(inside))]
    if href.lower().startswith(_SCHEMES) and not set(href) & set(' <>"\\^`{|}'):
        return [Node("a", {"href": quote(href, safe=_ASCII)}, tidy(inside))]
    if href:
        tell(node.line, f"The link to “{href[:60]}” is left out, its words are kept.")
    return inside


def _begins_white(children: list[Node | str], *, at: int = 0) -> bool:
    return (
        bool(children) and isinstance(children[0], str) and children[0][at : at + 1 or None] == " "
    )


def tidy(children: Iterable[Node | str]) -> list[Node | str]:
    """Return words with neighbors of one kind joined, and no white space that nobody would see."""
    found: list[Node | str] = []
    for child in children:
        last = found[-1] if found else None
        if isinstance(child, str):
            _add_words(found, last, child)
        elif child.name == "br":
            _trim(found)
            found.extend([child] if found else [])
        elif isinstance(last, Node) and last.name == child.name and child.name in _JOINED:
            found[-1] = Node(last.name, children=tidy([*last.children, *child.children]))
        else:
            found.append(child)
    while found and (found[-1] == " " or (isinstance(found[-1], Node) and found[-1].name == "br")):
        found.pop()
    _trim(found)
    return found


def _is_start(last: Node | None) -> bool:
    return last is None or last.name == "br"


def _add_words(found: list[Node | str], last: Node | str | None, words: str) -> None:
    is_after_white = last.endswith(" ") if isinstance(last, str) else _is_start(last)
    if is_after_white:
        words = words.lstrip(" ")
    if isinstance(last, str):
        found[-1] = last + words
    elif words:
        found.append(words)


def _trim(found: list[Node | str]) -> None:
    if found and isinstance(found[-1], str):
        found[-1] = found[-1].rstrip(" ")
        if not found[-1]:
            found.pop()
