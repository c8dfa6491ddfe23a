"""What is to mend in a package, each with the lines around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from courses.package.problems import Problem

AROUND = 2
LONGEST_LINE = 160


@dataclass(frozen=True)
class Shown:
    """A line of a file; the one that is meant stands out."""

    number: int
    text: str
    is_meant: bool


@dataclass(frozen=True, kw_only=True)
class Remark(Problem):
    """A problem with the text it is about."""

    code: str = ""
    severity: str = "error"
    excerpt: tuple[Shown, ...] = ()


def remarks(
    problems: Iterable[Problem], files: Mapping[str, bytes]
) -> dict[str, tuple[Remark, ...]]:
    """Return problems by file, each with the lines around it where the file is text."""
    found: dict[str, tuple[Remark, ...]] = {}
    for remark in _remarks(problems, files):
        found[remark.file] = (*found.get(remark.file, ()), remark)
    return found


def _remarks(problems: Iterable[Problem], files: Mapping[str, bytes]) -> list[Remark]:
    return [
        Remark(
            file=found.file,
            line=found.line,
            reason=found.reason,
            mend=found.mend,
            excerpt=tuple(_excerpt(files.get(found.file, b""), found.line)),
        )
        for found in problems
    ]


def _excerpt(content: bytes, line: int) -> Iterator[Shown]:
    lines = text_of(content).splitlines()
    first = max(line - AROUND, 1)
    for number in range(first, min(line + AROUND, len(lines)) + 1):
        yield Shown(number, lines[number - 1][:LONGEST_LINE], number == line)


def text_of(content: bytes) -> str:
    """Return a file's text, as far as it is text."""
    return content.decode("utf-8", errors="replace").replace("\0", "\ufffd")
