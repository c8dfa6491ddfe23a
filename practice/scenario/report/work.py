"""Check files and folders of scenarios, and the catalog that they make up together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from practice.scenario.check import Report, check_text
from practice.scenario.findings import Findings
from practice.scenario.report.catalog import Catalog, catalog_of
from practice.scenario.report.files import overlay_files, scenario_files, surroundings
from practice.scenario.source.overlay import read_overlay
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
    overlays = []
    for language, file in overlay_files(path):
        told = read_bytes(file, str(file), findings)
        overlay = None if told is None else read_overlay(str(file), language, told, findings)
        if overlay is not None:
            overlays.append(overlay)
    return check_text(str(path), text, findings, around=surroundings(path), overlays=overlays)
