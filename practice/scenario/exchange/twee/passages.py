"""Cut a Twee text into passages: header, tags, metadata, lines. Links are read elsewhere."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from courses.package.problems import Problems

_ESCAPE = re.compile(r"\\(.)")
_TAIL = re.compile(
    r"(?P<name>(?:\\.|[^\\\[\]{}])*)"
    r"(?:\[(?P<tags>(?:\\.|[^\\\[\]])*)\])?[ \t]*(?P<meta>\{.*\})?[ \t]*"
)


@dataclass(frozen=True)
class Piece:
    """A passage as it stands: the lines of its text begin one below its header."""

    name: str
    line: int
    tags: tuple[str, ...]
    metadata: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """Return its text without the blank lines around it."""
        return "\n".join(self.lines).strip("\n")


def pieces_of(file: str, text: str, problems: Problems) -> list[Piece]:
    """Return the passages of a Twee text, after noting what is no passage."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    heads = [at for at, line in enumerate(lines) if line.startswith("::")]
    if not heads:
        problems.add(
            file, 1, "There is no passage here.", "A passage begins with a line such as “:: Start”."
        )
        return []
    if any(line.strip() for line in lines[: heads[0]]):
        problems.add(
            file, 1, "Before the first passage stand words that belong to none.",
            "Put “:: Start” above them, or remove them.",
        )  # fmt: skip
    ends = [*heads[1:], len(lines)]
    pieces = [
        _piece(file, at + 1, lines[at], lines[at + 1 : end], problems)
        for at, end in zip(heads, ends, strict=True)
    ]
    return list(_once(file, [piece for piece in pieces if piece], problems))


def _piece(file: str, number: int, head: str, lines: list[str], problems: Problems) -> Piece | None:
    found = _TAIL.fullmatch(head[2:].strip())
    name = _plain(found["name"]).strip() if found else ""
    if not found or not name:
        problems.add(
            file, number, "This is no header of a passage.",
            "Write “:: Name [tags]”; put a \\ before brackets and braces of the name.",
        )  # fmt: skip
        return None
    tags = tuple(_plain(tag) for tag in (found["tags"] or "").split())
    shown = tuple(line[1:] if line.startswith("\\::") else line for line in lines)
    return Piece(name, number, tags, found["meta"] or "", shown)


def _once(file: str, pieces: list[Piece], problems: Problems) -> Iterator[Piece]:
    first: dict[str, int] = {}
    for piece in pieces:
        earlier = first.setdefault(piece.name, piece.line)
        if earlier != piece.line:
            problems.add(
                file, piece.line,
                f"There is another passage “{piece.name[:60]}” in line {earlier}.",
                "Give one of them another name.",
            )  # fmt: skip
        else:
            yield piece


def _plain(text: str) -> str:
    return _ESCAPE.sub(r"\1", text)


def object_in(file: str, line: int, text: str, problems: Problems) -> dict[str, Any]:
    """Return a JSON object that stands in a passage or header, or nothing after noting why."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        problems.add(file, line, "This is no JSON object.", 'Write it like {"start": "Open"}.')
        return {}
    return found
