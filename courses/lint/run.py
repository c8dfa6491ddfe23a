"""Run every rule over a package that has no problem, and take its exceptions into account."""

from __future__ import annotations

from collections.abc import Iterable

from courses.lint import exceptions
from courses.lint.checks import facts, length, outline, people, pictures, reading
from courses.lint.desk import Desk
from courses.lint.rules import Finding, Rule, Severity, findings
from courses.package.drafts import Package

RULES: tuple[Rule, ...] = (
    *length.RULES,
    *reading.RULES,
    *facts.RULES,
    *people.RULES,
    *pictures.RULES,
    *outline.RULES,
)


def lint(package: Package, rules: Iterable[Rule]) -> list[Finding]:
    """Return what the rules find, sorted by place."""
    desk = Desk(package)
    known = tuple(rules)
    found = [finding for rule in known for finding in findings(rule, desk)]
    return sorted(exceptions.apply(found, desk, codes={rule.code for rule in known}))


def stops(found: Iterable[Finding]) -> bool:
    """Return whether a strict check fails: a hint alone never does."""
    return any(finding.severity != Severity.HINT for finding in found)


def titles(rules: Iterable[Rule]) -> dict[str, str]:
    """Return what each code stands for, in the order of the codes."""
    named = {rule.code: rule.title for rule in rules}
    return dict(sorted({**named, **exceptions.TITLES, "C001": "Problem of the package"}.items()))
