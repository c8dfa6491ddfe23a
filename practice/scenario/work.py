"""Check files and folders of scenarios, and the catalog that they make up together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from practice.scenario.catalog import Catalog, catalog_of
from practice.scenario.check import Report, check_text
from practice.scenario.files import scenario_files, surroundings
from practice.scenario.findings import Findings
from practice.scenario.source.read import read_bytes


def check_paths(paths: Iterable[Path]) -> tuple[list[Report], Catalog]:
    """Return a report on each scenario, and one on all of them together."""
    reports = [report for path in paths for report in _reports(path)]
    return reports, catalog_of(reports)


def _reports(path: Path) -> Iterator[Report]:
    files = scenario_files(path)
    if not files:
        findings = Findings()
        findings.add("E000", str(path), 1, "There is no scenario here.", "Name a file or folder.")
        yield Report(file=str(path), scenario=None, findings=tuple(findings))
    for file in files:
        yield check_file(file)


def check_file(path: Path) -> Report:
    """Return the report on a scenario file and the overlays beside it."""
    findings = Findings()
    text = read_bytes(path, str(path), findings)
    if text is None:
        return Report(file=str(path), scenario=None, findings=tuple(findings))
    return check_text(str(path), text, around=surroundings(path))
