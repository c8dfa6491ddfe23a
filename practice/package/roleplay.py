"""The lesson kind `roleplay`: a small file that names a scene, and the scene beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import PurePosixPath
from typing import NamedTuple

from courses.package.drafts import LessonDraft, SourceFile, Unreadable, lesson_draft
from courses.package.problems import Problems, suggestion
from courses.package.schema import Schema, read_fields
from courses.translations.overlay import FOLDER as TRANSLATIONS
from practice.package.fields import KEY, lesson_schema
from practice.scenario import shapes
from practice.scenario.check import Report, check_text
from practice.scenario.checks.desk import Surroundings
from practice.scenario.findings import Findings
from practice.scenario.score import Span
from practice.scenario.source.overlay import Overlay, read_overlay
from practice.scenario.source.read import decoded, source_hash

SCENARIOS = "scenarios"
_MODULE_KEY = re.compile(r"^key:[ \t]*[\"']?([\w-]{1,60})", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class RoleplayDraft:
    """A scene as it is published: its text, its translations, and what was proven of it."""

    path: str
    source: str = field(repr=False)
    sha256: str
    overlays: Mapping[str, str] = field(repr=False)  # language → text of the overlay file
    script: shapes.Scenario
    span: Span
    states: int


@cache
def roleplay_schema() -> Schema:
    """Return the schema of a role-play lesson (also roleplay.schema.json for editors)."""
    scene = {**KEY, "x-mend": "Write the name of a file in scenarios/ without its ending."}
    return lesson_schema("roleplay", "Role-play", {"scenario": scene}, counts=True)


def read_roleplay(source: SourceFile, problems: Problems) -> LessonDraft | None:
    """Return the draft of a role-play, or None after noting every problem with file and line.

    A scene with an error, or one whose states were not all searched, is a problem of the package.
    In another language a lesson brings its title only: scenes have translations of their own.
    """
    fields = read_fields(source.path, source.text, roleplay_schema(), problems)
    if fields is None:
        return None
    is_translation = source.path.startswith(f"{TRANSLATIONS}/")
    payload = None if is_translation else _scene(source, fields.value["scenario"],
                                                 fields.line("scenario"), problems)  # fmt: skip
    if payload is None and not is_translation:
        return None
    return lesson_draft(source, fields, problems, payload=payload)


def _scene(source: SourceFile, name: str, line: int, problems: Problems) -> RoleplayDraft | None:
    folder = str(PurePosixPath(source.path).parent / SCENARIOS)
    path = f"{folder}/{name}.yaml"
    files = source.context.files
    if path not in files:
        known = sorted(_names(folder, files))
        problems.add(
            source.path, line, f"There is no scene “{name}” in {folder}.",
            suggestion(name, known) or f"Add the file {path}.",
        )  # fmt: skip
        return None
    overlays = tuple(_overlays(folder, name, files))
    source.context.used_files.update([path, *(found.path for found in overlays)])
    checked = _checked(path, files[path], overlays, *_around(source))
    if not _is_sound(checked.report, problems):
        return None
    report = checked.report
    assert report.scenario is not None
    assert report.span is not None
    return RoleplayDraft(
        path=path,
        source=checked.text,
        sha256=source_hash(files[path]),
        overlays=checked.overlays,
        script=report.scenario,
        span=report.span,
        states=report.states,
    )


class _OverlayFile(NamedTuple):
    path: str
    language: str
    content: bytes


@dataclass(frozen=True)
class _Checked:
    """A scene with its report, and the texts of its translations by language."""

    text: str
    report: Report
    overlays: Mapping[str, str]


@lru_cache(maxsize=128)
def _checked(
    path: str,
    content: bytes,
    files: tuple[_OverlayFile, ...],
    objectives: frozenset[str] | None,
    modules: frozenset[str] | None,
) -> _Checked:
    """Return what is known of a scene. Kept by content: a preview reads the whole package anew."""
    findings = Findings()
    texts: dict[str, str] = {}
    overlays: list[Overlay] = []
    text = decoded(path, content, findings)
    for file in files:
        told = decoded(file.path, file.content, findings)
        overlay = None if told is None else read_overlay(file.path, file.language, told, findings)
        if overlay is not None and told is not None:
            overlays.append(overlay)
            texts[overlay.language] = told
    if text is None:
        return _Checked("", Report(file=path, scenario=None, findings=tuple(findings)), texts)
    around = Surroundings(objectives=objectives, modules=modules)
    return _Checked(text, check_text(path, text, findings, around=around, overlays=overlays), texts)


def _overlays(folder: str, name: str, files: Mapping[str, bytes]) -> Iterator[_OverlayFile]:
    """Yield each translation beside the scene."""
    pattern = re.compile(rf"{re.escape(folder)}/{re.escape(name)}\.([a-z0-9-]+)\.yaml")
    for path, content in files.items():
        if found := pattern.fullmatch(path):
            yield _OverlayFile(path, found[1], content)


def _names(folder: str, files: Mapping[str, bytes]) -> Iterator[str]:
    for path in files:
        found = PurePosixPath(path)
        if str(found.parent) == folder and found.suffix == ".yaml" and "." not in found.stem:
            yield found.stem


def _is_sound(report: Report, problems: Problems) -> bool:
    """Return whether learners may meet the scene; note why not, with the line and the mend."""
    errors = [found for found in report.findings if found.severity == "error"]
    for found in errors:
        problems.add(found.file, found.line, f"{found.code}: {found.reason}", found.mend)
    if not errors and (not report.is_publishable or report.span is None):
        problems.add(
            report.file, 1, "Not every state of this scene could be searched.",
            "Make it smaller: fewer meters, smaller bounds, or fewer nodes.",
        )  # fmt: skip
    return report.is_publishable and report.span is not None


def _around(source: SourceFile) -> tuple[frozenset[str] | None, frozenset[str] | None]:
    """Return the objectives and modules of the course around the scene, as far as known."""
    objectives = source.context.objectives
    modules: set[str] = set()
    for path, content in source.context.files.items():
        if path.startswith("modules/") and path.endswith("/module.yaml"):
            modules.add(path.split("/")[1])
            modules |= set(_MODULE_KEY.findall(content[:4000].decode("utf-8", "replace")))
    known = None if isinstance(objectives, Unreadable) else frozenset(objectives)
    return known, frozenset(modules) or None
