"""A GIFT file cut into its questions. Escaped signs become stand-ins, so that cutting is simple."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from courses.package.problems import Problems

BYTES_AT_MOST = 1_000_000
LONGEST = 20_000
_ESCAPED = re.compile(r"\\([:#={}~n\\])")
_SIGNS = ":#={}~n"
# Code points that stand for no character, now or ever; a file that holds one is refused.
_STAND_INS = {sign: chr(0xFDD0 + place) for place, sign in enumerate(_SIGNS)}
_MEANT = {ord(stand_in): "\n" if sign == "n" else sign for sign, stand_in in _STAND_INS.items()}
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]")
BREAK = _STAND_INS["n"]


@dataclass(frozen=True)
class Block:
    """The text of one question, comments blanked out, with the line where it begins."""

    line: int
    text: str

    def line_of(self, place: int) -> int:
        """Return the line of a place in the text."""
        return self.line + self.text.count("\n", 0, max(place, 0))

    def cut(self, start: int, end: int | None = None) -> Block:
        """Return a part without the white space around it, its line known."""
        part = self.text[start:end]
        bare = part.lstrip()
        return Block(self.line_of(start + len(part) - len(bare)), bare.rstrip())


def meant(text: str) -> str:
    """Return a text with the signs that were escaped."""
    return text.translate(_MEANT)


def read_blocks(path: Path, problems: Problems) -> list[Block]:
    """Return the blocks of a file, or none after noting why it cannot be read."""
    with path.open("rb") as opened:
        content = opened.read(BYTES_AT_MOST + 1)
    if len(content) > BYTES_AT_MOST:
        problems.add(path.name, 1, "The file is larger than 1 MB.", "Split it.")
        return []
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        problems.add(path.name, line, "The file is not UTF-8.", "Save it as UTF-8.")
        return []
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, words in enumerate(lines, start=1):
        if _UNFIT.search(words):
            problems.add(path.name, number, "The line holds control characters.", "Remove them.")
    if len(problems):
        return []
    return [block for block in _blocks(lines) if _is_short(block, path.name, problems)]


def _blocks(lines: list[str]) -> Iterator[Block]:
    held: list[str] = []
    first = 1
    for number, line in enumerate([*lines, ""], start=1):
        bare = line.strip()
        if not bare:
            yield from _block(first, held)
            held = []
            continue
        if not held:
            first = number
        held.append("" if bare.startswith("//") else bare)
        if bare.startswith("$CATEGORY:"):
            yield from _block(first, held)  # a question may follow in the next line
            held = []


def _block(first: int, lines: list[str]) -> Iterator[Block]:
    text = "\n".join(lines)
    bare = text.lstrip("\n")
    if bare.strip():
        skipped = len(text) - len(bare)
        yield Block(first + skipped, _ESCAPED.sub(_stand_in, bare.rstrip()))


def _stand_in(found: re.Match[str]) -> str:
    return _STAND_INS.get(found[1], "\\")


def _is_short(block: Block, file: str, problems: Problems) -> bool:
    if len(block.text) <= LONGEST:
        return True
    problems.add(
        file, block.line, f"The question is longer than {LONGEST:,} characters.",
        "Put an empty line between questions.",
    )  # fmt: skip
    return False
