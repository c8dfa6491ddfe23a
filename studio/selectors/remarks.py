"""What is to mend in a package, each with the lines around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from courses.lint.rules import Finding
from courses.package.problems import Problem
from practice.scenario.findings import Finding as SceneFinding

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
    severity: str = ""  # of a rule; a problem has none, it is in the way of publishing
    excerpt: tuple[Shown, ...] = ()


def remarks(
    problems: Iterable[Problem | Finding], files: Mapping[str, bytes]
) -> dict[str, tuple[Remark, ...]]:
    """Return problems and findings by file, each with the lines of text around it."""
    found: dict[str, tuple[Remark, ...]] = {}
    for problem in problems:
        remark = _remark(problem, files.get(problem.file, b""))
        found[remark.file] = (*found.get(remark.file, ()), remark)
    return found


def _remark(found: Problem | Finding, content: bytes) -> Remark:
    rule = found if isinstance(found, Finding) else None
    return Remark(
        file=found.file,
        line=found.line,
        reason=found.reason,
        mend=found.mend,
        code=rule.code if rule else "",
        severity=rule.severity if rule else "",
        excerpt=tuple(_excerpt(content, found.line)),
    )


def of_scene(found: SceneFinding, content: bytes) -> Remark:
    """Return what a check says of a scene, with the lines of its file around it."""
    return Remark(
        file=found.file,
        line=found.line,
        reason=found.reason,
        mend=found.mend,
        code=found.code,
        severity=found.severity,
        excerpt=tuple(_excerpt(content, found.line)),
    )


def _excerpt(content: bytes, line: int) -> Iterator[Shown]:
    lines = text_of(content).replace("\r\n", "\n").removesuffix("\n").split("\n")
    first = max(line - AROUND, 1)
    for number in range(first, min(line + AROUND, len(lines)) + 1):
        yield Shown(number, lines[number - 1][:LONGEST_LINE], number == line)


def text_of(content: bytes) -> str:
    """Return a file's text, as far as it is text."""
    return content.decode("utf-8-sig", errors="replace").replace("\0", "\ufffd")
