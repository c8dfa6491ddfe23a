"""What a rule is, what it finds, and how grave that is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from courses.package.problems import plain

if TYPE_CHECKING:
    from courses.lint.desk import Desk


class Severity(StrEnum):
    """Errors and warnings stop a strict check; a hint never does."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, kw_only=True)
class Spot:
    """Where a rule is broken, why, and how to mend it; `key` names the question, fact or part."""

    file: str
    line: int
    reason: str
    mend: str
    key: str = ""


Look = Callable[["Desk"], Iterator[Spot]]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One rule with its code, which never changes its meaning."""

    code: str
    title: str
    severity: Severity
    look: Look


@dataclass(frozen=True, order=True)
class Finding:
    """A rule that is broken at one place."""

    file: str
    line: int
    code: str
    severity: Severity
    reason: str
    mend: str
    key: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.code} {self.severity}: {self.reason} {self.mend}"


def error(code: str, title: str, look: Look) -> Rule:
    """Return a rule that no course may break without a recorded reason."""
    return Rule(code=code, title=title, severity=Severity.ERROR, look=look)


def warning(code: str, title: str, look: Look) -> Rule:
    """Return a rule that is nearly always right."""
    return Rule(code=code, title=title, severity=Severity.WARNING, look=look)


def hint(code: str, title: str, look: Look) -> Rule:
    """Return a rule that asks for a second look and stops nothing."""
    return Rule(code=code, title=title, severity=Severity.HINT, look=look)


def findings(rule: Rule, desk: Desk) -> Iterator[Finding]:
    """Yield what the rule finds in a package."""
    for spot in rule.look(desk):
        yield Finding(
            file=plain(spot.file),
            line=max(spot.line, 1),
            code=rule.code,
            severity=rule.severity,
            reason=plain(spot.reason),
            mend=plain(spot.mend),
            key=spot.key,
        )
