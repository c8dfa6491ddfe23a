"""Check files and folders of scenarios, and the catalog that they make up together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from common.errors import InvalidInput
from practice.scenario.check import Report, check_text
from practice.scenario.findings import Findings
from practice.scenario.report.catalog import Catalog, catalog_of
from practice.scenario.report.files import overlay_files, scenario_files, surroundings
from practice.scenario.source.layout.write import LayoutError, laid_out
from practice.scenario.source.overlay import Overlay, read_overlay
from practice.scenario.source.read import read_bytes, read_scenario
from practice.scenario.source.strings import find_work

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


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


def lay_out(paths: Iterable[Path], *, write: bool) -> tuple[list[Path], Findings]:
    """Write scenarios in the one layout; return those that change, and why others cannot."""
    changed: list[Path] = []
    findings = Findings()
    for file in (file for path in paths for file in scenario_files(path)):
        text = read_bytes(file, str(file), findings)
        if text is None or read_scenario(str(file), text, findings) is None:
            continue
        try:
            written = laid_out(text)
        except LayoutError as refused:
            findings.add("E000", str(file), 1, str(refused), "Lay it out by hand.")
            continue
        if written != text:
            changed.append(file)
            if write:
                file.write_text(written, encoding="utf-8")
    return changed, findings


def strings_of(path: Path, language: str, *, write: bool) -> list[str]:
    """Return what is left to translate of a scenario; `write` makes or refreshes its overlay."""
    findings = Findings()
    if not _LANGUAGE.fullmatch(language):
        raise InvalidInput(f"“{language[:20]}” is no language tag. Write one such as de or pt-BR.")
    text = read_bytes(path, str(path), findings)
    source = None if text is None else read_scenario(str(path), text, findings)
    target = path.with_name(f"{path.stem}.{language.lower()}.yaml")
    overlay: Overlay | None = Overlay(file=str(target), language=language, is_complete=False)
    if target.exists():
        told = read_bytes(target, str(target), findings)
        overlay = None if told is None else read_overlay(str(target), language, told, findings)
    if source is None or overlay is None:
        raise InvalidInput("\n".join(map(str, findings)))
    work = find_work(source.scenario, overlay)
    if not write:
        return list(work.lines) or ["Nothing left to translate."]
    target.write_text(work.text, encoding="utf-8")
    return [f"{target}: {len(work.lines)} texts to look at."]
