"""What is wrong with a package: all of it at once, each with its place and its mend."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from common.errors import InvalidInput

SHOWN_AT_MOST = 500
LONGEST = 400


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend, with the file and the line where it stands."""

    file: str
    line: int
    reason: str
    mend: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason} {self.mend}".rstrip()


class Problems:
    """The problems found so far; readers add to it and go on."""

    def __init__(self) -> None:
        self._found: set[Problem] = set()

    def add(self, file: str, line: int, reason: str, mend: str = "") -> None:
        """Note one problem; the same one twice counts once."""
        if len(self._found) < SHOWN_AT_MOST:
            self._found.add(Problem(plain(file), max(line, 1), plain(reason), plain(mend)))

    def has_file(self, file: str) -> bool:
        """Return whether a problem of that file is known."""
        return any(problem.file == file for problem in self._found)

    def __iter__(self) -> Iterator[Problem]:
        return iter(sorted(self._found))

    def __len__(self) -> int:
        return len(self._found)


def plain(text: str) -> str:
    """Return text that a terminal and a log line can take, whatever a file was named."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text[:LONGEST])


class PackageProblems(InvalidInput):
    """The package cannot be published; `problems` tells all that is to mend, sorted by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        told = "1 problem" if count == 1 else f"{count} problems"
        super().__init__(f"The course package has {told}, so it cannot be published.")


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return “Did you mean …?” for the nearest known word, or the list of what is possible."""
    choices = sorted(known)
    near = difflib.get_close_matches(word[:80], choices, n=1)
    if near:
        return f"Did you mean “{near[0]}”?"
    if not choices:
        return ""
    return f"Possible here: {', '.join(choices[:12])}{', …' if len(choices) > 12 else ''}."
