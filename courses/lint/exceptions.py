"""C901, C902: exceptions that a package records in lint.yaml, each with its reason."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from courses.lint.desk import Desk
from courses.lint.rules import Finding, Severity

FILE = "lint.yaml"
NO_LONGER = "C901"
UNKNOWN = "C902"
TITLES = {
    NO_LONGER: "Exception that no longer applies",
    UNKNOWN: "Exception to an unknown rule",
}


@dataclass(frozen=True, kw_only=True)
class Exempt:
    """One recorded exception."""

    line: int
    code: str
    file: str
    key: str

    def covers(self, finding: Finding) -> bool:
        """Return whether the finding is what this exception speaks of."""
        same = (self.code, self.file) == (finding.code, finding.file)
        return same and self.key in {"", finding.key}


def recorded(desk: Desk) -> list[Exempt]:
    """Return the exceptions of a package; their form was checked when it was read."""
    found = desk.fields(FILE)
    return [
        Exempt(
            line=found.line("exceptions", place),
            code=entry["code"],
            file=entry["file"],
            key=entry.get("key", ""),
        )
        for place, entry in enumerate(found.value.get("exceptions", []))
    ]


def apply(found: Sequence[Finding], desk: Desk, *, codes: Collection[str]) -> list[Finding]:
    """Return the findings without the excepted ones, and the exceptions that except nothing."""
    left = list(found)
    for exempt in recorded(desk):
        kept = [finding for finding in left if not exempt.covers(finding)]
        if len(kept) == len(left):
            left.append(_useless(exempt, codes))
        else:
            left = kept
    return left


def _useless(exempt: Exempt, codes: Collection[str]) -> Finding:
    about = f"{exempt.code} in {exempt.file}" + (f" ({exempt.key})" if exempt.key else "")
    known = exempt.code in codes
    return Finding(
        file=FILE,
        line=exempt.line,
        code=NO_LONGER if known else UNKNOWN,
        severity=Severity.ERROR,
        reason=f"The exception from {about} no longer applies."
        if known
        else f"There is no rule {exempt.code}.",
        mend="Remove it." if known else "Write the code as the check prints it.",
        key=exempt.code,
    )
