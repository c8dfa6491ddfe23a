"""The words of a piece of HTML; nothing of it is kept but text and paragraphs."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BREAKS = {"p", "br", "div", "li", "h1", "h2", "h3", "h4", "tr", "ul", "ol", "blockquote"}
_SILENT = {"script", "style", "template"}
_BLANK = re.compile(r"[^\S\n]+")


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in _SILENT
        if tag in _BREAKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.silent = max(0, self.silent - (tag in _SILENT))
        if tag in _BREAKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(_BLANK.sub(" ", data.replace("\n", " ")))


def words_of(html: object) -> str:
    """Return the plain text of HTML; anything that is no text is an empty one."""
    if not isinstance(html, str):
        return ""
    parser = _Words()
    parser.feed(html)
    parser.close()
    seen = "".join(letter for letter in "".join(parser.parts) if _is_seen(letter))
    lines = (line.strip() for line in seen.split("\n"))
    return "\n".join(line for line in lines if line)


def _is_seen(letter: str) -> bool:
    return letter.isprintable() or letter == "\n"
