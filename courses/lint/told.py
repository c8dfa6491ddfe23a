"""What a check says: lines for people, JSON for editors and build servers."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from collections.abc import Iterable, Sequence

from courses.lint.rules import Finding, Severity
from courses.package.problems import Problem

FORMAT = "attune-lint/1"
PROBLEM = "C001"


def from_problem(problem: Problem) -> Finding:
    """Return a problem of the package in the form of a finding."""
    return Finding(
        problem.file, problem.line, PROBLEM, Severity.ERROR, problem.reason, problem.mend
    )


def summary(found: Sequence[Finding]) -> str:
    """Return how much there is to mend, and where to read about it."""
    counts = Counter(finding.severity for finding in found)
    told = ", ".join(
        f"{counts[severity]} {severity}{'' if counts[severity] == 1 else 's'}"
        for severity in Severity
        if counts[severity]
    )
    codes = sorted({finding.code for finding in found if finding.severity != Severity.HINT})
    return f"{told}. “course explain {codes[0] if codes else 'CODE'}” tells why and how to mend."


def as_json(found: Iterable[Finding], *, course: str | None, passes: bool) -> str:
    """Return the findings for a machine."""
    return json.dumps(
        {
            "format": FORMAT,
            "course": course,
            "passes": passes,
            "findings": [dataclasses.asdict(finding) for finding in found],
        },
        ensure_ascii=False,
        indent=2,
    )
