"""The texts of GIFT in their four formats, turned into our Markdown or into plain words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from markdown_it import MarkdownIt

from courses.package.problems import Problems
from quizzes.interchange.gift.blocks import BREAK, Block, meant
from quizzes.interchange.markup.html_read import read_html
from quizzes.interchange.markup.simplify import plain
from quizzes.interchange.markup.to_markdown import to_markdown
from quizzes.interchange.markup.tree import Node
from quizzes.interchange.markup.unsafe import unsafe

FORMATS = ("moodle", "html", "plain", "markdown")
_FORMAT = re.compile(r"\[(html|moodle|plain|markdown)\]\s*")


@dataclass(frozen=True)
class Words:
    """Turns texts of one file; problems refuse the file, notes only tell."""

    file: str
    problems: Problems
    notes: Problems
    usual: str = "moodle"

    def format_of(self, block: Block) -> str:
        """Return the format that a text says it has."""
        found = _FORMAT.match(block.text)
        return found[1] if found else self.usual

    def markdown(self, block: Block) -> str:
        """Return Markdown for a question's text."""
        return to_markdown(self._tree(block).children, self._note, line=block.line)

    def plain(self, block: Block) -> str:
        """Return the words of an answer or a feedback."""
        return plain(self._tree(block).children, self._note)

    def _note(self, line: int, reason: str) -> None:
        self.notes.add(self.file, line, reason)

    def _tree(self, block: Block) -> Node:
        format_name = self.format_of(block)
        text = _FORMAT.sub("", block.text, count=1) if _FORMAT.match(block.text) else block.text
        if format_name == "plain":
            return _breaks(text, block.line)
        if format_name == "markdown":
            text = _dialect().render(meant(text))
        else:
            text = meant(text.replace(BREAK, "<br>"))
        tree = read_html(text, first_line=block.line)
        for line, reason in unsafe(tree):
            self.problems.add(self.file, line, reason, "Remove it.")
        return tree


def _breaks(text: str, line: int) -> Node:
    children: list[Node | str] = []
    for part in text.split(BREAK):
        children += [Node("br", line=line), meant(part)] if children else [meant(part)]
    return Node("body", children=children, line=line)


@cache
def _dialect() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True}).enable("table")
