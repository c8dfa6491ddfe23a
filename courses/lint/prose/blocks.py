"""A Markdown text as blocks of running words, with pictures and links set apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it.token import Token

from courses.package.prose import markdown
from courses.package.prose.fences import LINES


@dataclass(frozen=True, kw_only=True)
class Block:
    """One paragraph, list item, heading or cell. Citations stay in the text as [F1.1]."""

    line: int
    text: str
    part: str = ""
    speaker: str = ""  # customer, agent or empty
    is_heading: bool = False


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture with the words that stand for it."""

    line: int
    path: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Link:
    """A link with its words."""

    line: int
    target: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Turn:
    """One turn of speech; the name may be missing."""

    line: int
    role: str
    name: str


@dataclass(kw_only=True)
class Marked:
    """What a text consists of, in the order of reading."""

    blocks: list[Block] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    parts: dict[str, int] = field(default_factory=dict)


def marked(text: str, *, first_line: int = 1) -> Marked:
    """Return the blocks, pictures, links and turns of a Markdown text."""
    found = Marked()
    inside: list[str] = []
    heading = False
    for token in markdown.full().parse(text):
        line = first_line + (token.map[0] if token.map else 0)
        if token.type.startswith("container_"):
            _container(token, line, inside, found)
        elif token.type in {"heading_open", "heading_close"}:
            heading = token.nesting == 1
        elif token.type == "inline":
            _inline(token, line, inside, found, is_heading=heading)
        elif token.type in {"fence", "code_block"}:
            found.blocks.append(_block(line, token.content, inside))
    return found


def _container(token: Token, line: int, inside: list[str], found: Marked) -> None:
    if token.nesting == -1:
        inside.pop()
        return
    name = token.type.removeprefix("container_").removesuffix("_open")
    inside.append(name)
    if name in LINES:
        spoken_by = token.info.strip().removeprefix(name).strip()
        found.turns.append(Turn(line=line, role=name, name=spoken_by))
    else:
        found.parts.setdefault(name, line)


def _block(line: int, text: str, inside: list[str], *, is_heading: bool = False) -> Block:
    parts = [name for name in inside if name not in LINES]
    speakers = [name for name in inside if name in LINES]
    return Block(
        line=line,
        text=text,
        part=parts[-1] if parts else "",
        speaker=speakers[-1] if speakers else "",
        is_heading=is_heading,
    )


def _inline(token: Token, line: int, inside: list[str], found: Marked, *, is_heading: bool) -> None:
    children = token.children or []
    text = "".join(_words(children)).strip()
    if text:
        found.blocks.append(_block(line, text, inside, is_heading=is_heading))
    opened: list[tuple[str, int, int]] = []
    for at, child in enumerate(children):
        here = line + sum(one.type in {"softbreak", "hardbreak"} for one in children[:at])
        if child.type == "image":
            path = str(child.attrGet("src"))
            found.pictures.append(Picture(line=here, path=path, words=child.content))
        elif child.type == "link_open":
            opened.append((str(child.attrGet("href")), at, here))
        elif child.type == "link_close":
            target, start, begun = opened.pop()
            words = "".join(_words(children[start:at])).strip()
            found.links.append(Link(line=begun, target=target, words=words))


def _words(children: list[Token]) -> Iterator[str]:
    for child in children:
        if child.type == "fact_ref":
            yield f"[{child.content}]"
        elif child.type in {"softbreak", "hardbreak"}:
            yield " "
        elif child.type in {"text", "code_inline"}:
            yield child.content
