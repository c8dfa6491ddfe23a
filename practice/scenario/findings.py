"""What a check tells: a code, a place, a reason and a mend."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from courses.package.problems import SHOWN_AT_MOST, Problems, plain

# E stops publication, W warns. docs/reference/practice/roleplay-checks.md explains each.
TITLES = {
    "E000": "The file cannot be read as a scenario",
    "E001": "The start node is missing",
    "E002": "Something is named that does not exist",
    "E003": "A node leads nowhere",
    "E004": "Nothing leads to a node or ending",
    "E005": "A state in which nothing can be chosen",
    "E006": "Routing finds no true branch",
    "E007": "A node that the meters never let anybody reach",
    "E008": "A condition that is never true",
    "E009": "An ending that nobody can reach",
    "E010": "A state from which no ending can be reached",
    "E011": "Unknown tag, objective, field or meter; effect without effect",
    "E012": "A translation is missing, old or left over",
    "E013": "A safeguard or a text for the senses is missing",
    "E014": "A loop without a bound",
    "E104": "A choice without feedback",
    "E105": "A text that is still to be written",
    "W101": "One option is much longer than the others",
    "W102": "A node without a best option",
    "W103": "A node with nothing to get wrong",
    "W105": "A single option",
    "W106": "Every option has a condition",
    "W107": "Feedback that is repeated, empty or about the person",
    "W108": "Options that give themselves away",
    "W201": "A player without thought reaches the good ending",
    "W202": "The longest option is too often the best",
    "W203": "The best option stands too often in the same place",
    "W204": "An ending that hardly anybody meets",
    "W205": "An ending that nearly everybody meets",
    "W206": "A skill or objective without evidence",
    "W207": "Hard to read",
    "W208": "Difficult people all come from one group",
    "W209": "Too large to prove",
}


_SEE = "See docs/reference/practice/roleplay-format.md."


@dataclass(frozen=True, order=True)
class Finding:
    """One thing to mend. `place` is the node, ending or node.choice it belongs to, if any."""

    file: str
    line: int
    code: str
    reason: str
    mend: str = ""
    place: str = ""

    @property
    def severity(self) -> str:
        """Return `error` or `warning`."""
        return "error" if self.code.startswith("E") else "warning"

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.code} {self.reason} {self.mend}".rstrip()


class Findings:
    """The findings so far; a check adds to it and goes on."""

    def __init__(self) -> None:
        self._found: set[Finding] = set()

    def add(
        self, code: str, file: str, line: int, reason: str, mend: str = "", *, place: str = ""
    ) -> None:
        """Note a finding; the same one twice counts once, and there is an end to it."""
        if code not in TITLES:
            raise ValueError(f"{code} is no code of a scenario check")
        if len(self._found) < SHOWN_AT_MOST:
            self._found.add(
                Finding(plain(file), max(line, 1), code, plain(reason), plain(mend), place)
            )

    def take_problems(self, problems: Problems) -> None:
        """Note what a reader of files found: it is all of one code."""
        for problem in problems:
            mend = "" if problem.mend.startswith("See docs/") else problem.mend
            self.add("E000", problem.file, problem.line, problem.reason, mend or _SEE)

    def codes(self) -> set[str]:
        """Return the codes noted so far."""
        return {finding.code for finding in self._found}

    def __iter__(self) -> Iterator[Finding]:
        return iter(sorted(self._found))

    def __len__(self) -> int:
        return len(self._found)
