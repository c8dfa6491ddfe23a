"""What would act in a page. A file that holds it is refused, although nothing of it gets in."""

from __future__ import annotations

from collections.abc import Iterator

from quizzes.interchange.markup.tree import Node

_ACTIVE = {"script", "iframe", "frame", "frameset", "embed", "applet", "meta", "base", "include"}
_SCHEMES = ("javascript:", "vbscript:", "data:text", "file:")


def unsafe(root: Node) -> Iterator[tuple[int, str]]:
    """Yield what would act, with its line."""
    for node in (root, *_everything(root)):
        if node.name in _ACTIVE:
            yield node.line, f"<{node.name}> would act in a page."
        for name, value in node.attributes.items():
            if name.lower().startswith("on"):
                yield node.line, f"The attribute “{name[:40]}” would run script."
            word = "".join(value.split()).lower()
            if word.startswith(_SCHEMES):
                yield node.line, f"The attribute “{name[:40]}” leads to “{word[:20]}…”."


def _everything(root: Node) -> Iterator[Node]:
    for child in root.elements():
        yield child
        yield from _everything(child)
