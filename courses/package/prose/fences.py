"""The frame of a lesson: which containers open and close where, checked line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from courses.package.problems import Problems, suggestion

PARTS = ("hook", "principle", "example", "contrast", "faded", "try", "feedback", "takeaway")
LINES = ("customer", "agent")
NAMES = (*PARTS, *LINES, "contradiction")
_FENCE = re.compile(r" {0,3}(:{3,})(.*)\Z")
_CODE = re.compile(r" {0,3}(```+|~~~+)")


@dataclass(frozen=True)
class _Fence:
    line: int
    colons: int
    name: str


class _Frame:
    def __init__(self, file: str, problems: Problems, names: tuple[str, ...]) -> None:
        self.file, self.problems, self.names = file, problems, names
        self.open: list[_Fence] = []
        self.parts: list[_Fence] = []

    def opens(self, fence: _Fence) -> None:
        if fence.name not in self.names:
            self._tell(
                fence.line,
                f"There is no container “{fence.name[:40]}” here.",
                suggestion(fence.name, self.names),
            )
        parent = self.open[-1] if self.open else None
        if parent and fence.colons >= parent.colons:
            self._tell(
                fence.line,
                f"“{fence.name}” stands inside “{parent.name}” of line {parent.line}, "
                "which needs more colons.",
                f"Close “{parent.name}” first, or give it one colon more.",
            )
        elif parent and (fence.name in PARTS or parent.name in LINES):
            self._tell(
                fence.line,
                f"“{fence.name}” cannot stand inside “{parent.name}”.",
                f"Close “{parent.name}” before this line.",
            )
        self.open.append(fence)
        if fence.name in PARTS:
            self.parts.append(fence)

    def closes(self, line: int, colons: int) -> None:
        if not self.open:
            self._tell(line, "These colons close nothing.", "Remove the line.")
        elif self.open[-1].colons != colons:
            last = self.open[-1]
            self._tell(
                line,
                f"“{last.name}” of line {last.line} was opened with {last.colons} colons.",
                f"Close it with {':' * last.colons}.",
            )
            self.open = [fence for fence in self.open if fence.colons > colons]
        else:
            self.open.pop()

    def ends(self) -> None:
        for fence in self.open:
            self._tell(
                fence.line,
                f"“{fence.name}” is not closed.",
                f"Add {':' * fence.colons} where it ends.",
            )

    def has_all_parts(self, line: int) -> None:
        given = [fence.name for fence in self.parts]
        for name in PARTS:
            if name not in given:
                self._tell(
                    line, f"The part “{name}” is missing.", f"A lesson has: {', '.join(PARTS)}."
                )
        for earlier, later in zip(self.parts, self.parts[1:], strict=False):
            if PARTS.index(later.name) <= PARTS.index(earlier.name):
                self._tell(
                    later.line,
                    f"“{later.name}” comes after “{earlier.name}”.",
                    f"Each part comes once, in this order: {', '.join(PARTS)}.",
                )

    def _tell(self, line: int, reason: str, mend: str) -> None:
        self.problems.add(self.file, line, reason, mend)


def check_frame(file: str, text: str, first_line: int, problems: Problems) -> None:
    """Note every container that is unknown, unclosed, misplaced, missing or out of order."""
    frame = _walk(_Frame(file, problems, NAMES), text, first_line)
    frame.has_all_parts(first_line)


def check_page(file: str, text: str, first_line: int, problems: Problems) -> None:
    """Note what is wrong with the containers of a page: speech may stand on it, parts may not."""
    _walk(_Frame(file, problems, LINES), text, first_line)


def _walk(frame: _Frame, text: str, first_line: int) -> _Frame:
    for line, colons, words in fences(text, first_line):
        name = words.split(maxsplit=1)[0] if words else ""
        if name:
            frame.opens(_Fence(line, colons, name))
        else:
            frame.closes(line, colons)
    frame.ends()
    return frame


def fences(text: str, first_line: int) -> Iterator[tuple[int, int, str]]:
    """Yield line, colons and words of every fence that does not stand inside code."""
    code = ""
    for line, words in enumerate(text.split("\n"), start=first_line):
        fence = _CODE.match(words)
        if fence and (not code or fence[1].startswith(code)):
            code = "" if code else fence[1]
        found = _FENCE.match(words)
        if found and not code:
            yield line, len(found[1]), found[2].strip()
