"""Tell reports to a person at a terminal, or to a machine."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from practice.scenario.check import Report
from practice.scenario.findings import Finding
from practice.scenario.report.catalog import Catalog

FORMAT = "attune-scenario-check/1"


def passes(reports: Iterable[Report], catalog: Catalog, *, strict: bool) -> bool:
    """Return whether nothing stands against the scenarios; warnings count when strict."""
    return not any(_stops(finding, strict=strict) for finding in _all(reports, catalog))


def _stops(finding: Finding, *, strict: bool) -> bool:
    return strict or finding.severity == "error"


def _all(reports: Iterable[Report], catalog: Catalog) -> Iterator[Finding]:
    for report in reports:
        yield from report.findings
    yield from catalog.findings


def as_lines(reports: Sequence[Report], catalog: Catalog, *, strict: bool) -> Iterator[str]:
    """Yield the lines for a person: findings, what was searched, and a sum."""
    for report in reports:
        yield from map(str, report.findings)
        if report.scenario is not None and report.states:
            told = "all of them" if report.is_proven else "stopped there"
            yield f"{report.file}: {report.states:,} states searched, {told}."
    yield from map(str, catalog.findings)
    if len(reports) > 1:
        yield from catalog.lines
    found = list(_all(reports, catalog))
    errors = sum(finding.severity == "error" for finding in found)
    scenes = _counted(len(reports), "scenario")
    if not found:
        yield f"{scenes}. Nothing to mend."
    else:
        warnings = _counted(len(found) - errors, "warning")
        verdict = "" if passes(reports, catalog, strict=strict) else " To be mended."
        yield f"{scenes}: {_counted(errors, 'error')}, {warnings}.{verdict}"


def _counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def as_json(reports: Sequence[Report], catalog: Catalog, *, strict: bool) -> str:
    """Return everything for a machine."""
    whole = {
        "format": FORMAT,
        "passes": passes(reports, catalog, strict=strict),
        "scenarios": [_report(report, strict=strict) for report in reports],
        "catalog": [_finding(finding) for finding in catalog.findings],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2)


def _report(report: Report, *, strict: bool) -> dict[str, Any]:
    return {
        "file": report.file,
        "id": report.scenario.id if report.scenario else None,
        "states": report.states,
        "proven": report.is_proven,
        "passes": not any(_stops(finding, strict=strict) for finding in report.findings),
        "findings": [_finding(finding) for finding in report.findings],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "file": finding.file,
        "line": finding.line,
        "code": finding.code,
        "severity": finding.severity,
        "reason": finding.reason,
        "mend": finding.mend,
        "place": finding.place,
    }
