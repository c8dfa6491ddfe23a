"""Running text in which phrases can be marked: `[the phrase](#key)`. Paragraphs and nothing else.

What comes out is a structure of plain texts, never HTML, so that a page, an app and an export can
each show it their way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

PLAIN, STRONG, EMPHASIS = "", "strong", "emphasis"
_STYLES = {"strong_open": STRONG, "em_open": EMPHASIS}
_SPEECH = "Write paragraphs of plain words, **bold** names and *stress*."


@dataclass(frozen=True)
class Piece:
    """A run of words; with a key it is a phrase that can be marked."""

    text: str
    style: str = PLAIN
    key: str = ""


@dataclass(frozen=True)
class Oddity:
    """Something that cannot stand in running text, and how to mend it."""

    reason: str
    mend: str


@dataclass
class RunningText:
    """Paragraphs of pieces, and what was odd on the way."""

    paragraphs: list[list[Piece]] = field(default_factory=list)
    oddities: list[Oddity] = field(default_factory=list)

    @property
    def phrases(self) -> list[Piece]:
        """Return the phrases in the order in which one reads them."""
        return [piece for paragraph in self.paragraphs for piece in paragraph if piece.key]


@cache
def _dialect() -> MarkdownIt:
    dialect = MarkdownIt("commonmark", {"html": False})
    dialect.validateLink = lambda url: url.startswith("#") and len(url) > 1  # type: ignore[method-assign]
    return dialect


def read_running_text(source: str) -> RunningText:
    """Return the paragraphs of a text with their phrases."""
    found = RunningText()
    for token in _dialect().parse(source):
        if token.type == "inline":
            found.paragraphs.append(_merged(_Line(found.oddities).read(token.children or [])))
        elif token.type not in {"paragraph_open", "paragraph_close"} and token.nesting != -1:
            what = token.type.removesuffix("_open").replace("_", " ")
            found.oddities.append(Oddity(f"The passage holds a {what}.", _SPEECH))
    return found


class _Line:
    """Reads the pieces of one paragraph."""

    def __init__(self, oddities: list[Oddity]) -> None:
        self.oddities = oddities
        self.styles: list[str] = []
        self.key = ""

    def read(self, tokens: Sequence[Token]) -> Iterator[Piece]:
        for token in tokens:
            if token.type == "link_open":
                self._enter(str(token.attrGet("href"))[1:])
            elif token.type == "link_close":
                self.key = ""
            elif token.type in _STYLES:
                self._style(_STYLES[token.type])
            elif token.type in {"strong_close", "em_close"}:
                self.styles.pop()
            else:
                yield from self._words(token)

    def _enter(self, key: str) -> None:
        self.key = key
        if self.styles:
            self._tell(f"The phrase “{key}” stands inside bold or stressed words.", "Take it out.")

    def _style(self, style: str) -> None:
        self.styles.append(style)
        if self.key:
            self._tell(f"The phrase “{self.key}” holds markup.", "Write plain words in […].")
        elif len(self.styles) > 1:
            self._tell("Bold and stressed words stand inside each other.", "Keep one of the two.")

    def _words(self, token: Token) -> Iterator[Piece]:
        if token.type == "softbreak":
            words = " "
        elif token.type in {"text", "text_special"}:
            words = token.content
        else:
            what = token.type.replace("_", " ").replace("hardbreak", "forced line break")
            self._tell(f"The passage holds a {what}.", _SPEECH)
            return
        if "](" in words:
            self._tell("This link cannot be used.", "Write a phrase like this: [the phrase](#key).")
        if words:
            style = self.styles[-1] if self.styles and not self.key else PLAIN
            yield Piece(words, style, self.key)

    def _tell(self, reason: str, mend: str) -> None:
        self.oddities.append(Oddity(reason, mend))


def _merged(pieces: Iterator[Piece]) -> list[Piece]:
    """Return pieces with neighbors of one kind joined."""
    found: list[Piece] = []
    for piece in pieces:
        last = found[-1] if found else None
        if last and (last.style, last.key) == (piece.style, piece.key):
            found[-1] = Piece(last.text + piece.text, piece.style, piece.key)
        else:
            found.append(piece)
    return found
