"""The scenes of a package as its files say now, each with what the checks say of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath

from django.http import Http404

from practice.scenario.check import Report, check_text
from practice.scenario.checks.desk import Surroundings
from practice.scenario.findings import Finding, Findings
from practice.scenario.report.catalog import Catalog, catalog_of
from practice.scenario.source.overlay import Overlay, read_overlay
from practice.scenario.source.read import decoded
from studio.selectors.editions import Edition

KEPT = 128
_PATH = re.compile(r"modules/(?P<module>[a-z0-9-]+)/scenarios/(?P<id>[a-z0-9-]+)\.yaml")


@dataclass(frozen=True)
class Scene:
    """A scene of a package. Without a `report.scenario` it cannot be read."""

    id: str
    module: str
    path: str
    content: bytes
    report: Report

    @property
    def title(self) -> str:
        """Return its title, or its file name while that cannot be read."""
        return self.report.scenario.title if self.report.scenario else self.id

    @property
    def errors(self) -> list[Finding]:
        """Return what stands in the way of publishing it."""
        return [one for one in self.report.findings if one.severity == "error"]

    @property
    def warnings(self) -> list[Finding]:
        """Return what may be mended."""
        return [one for one in self.report.findings if one.severity != "error"]


@dataclass(frozen=True)
class _File:
    path: str
    content: bytes


def scenes_of(edition: Edition) -> list[Scene]:
    """Return every scene of a package, in the order of its files."""
    files = edition.survey.package.files
    objectives, modules = _around(edition)
    found = []
    for path in sorted(files):
        named = _PATH.fullmatch(path)
        if named:
            overlays = tuple(_overlays(path, files))
            report = _report(_File(path, files[path]), overlays, objectives, modules)
            found.append(Scene(named["id"], named["module"], path, files[path], report))
    return found


def scene_of(edition: Edition, scene_id: str) -> Scene:
    """Return one scene; absent is 404. Of two with the same name it is the first."""
    files = edition.survey.package.files
    for path in sorted(files):
        named = _PATH.fullmatch(path)
        if named and named["id"] == scene_id:
            overlays = tuple(_overlays(path, files))
            report = _report(_File(path, files[path]), overlays, *_around(edition))
            return Scene(scene_id, named["module"], path, files[path], report)
    raise Http404


def catalog(scenes: list[Scene]) -> Catalog:
    """Return what is said of all scenes together."""
    return catalog_of([scene.report for scene in scenes])


def _overlays(path: str, files: Mapping[str, bytes]) -> Iterator[_File]:
    stem = path.removesuffix(".yaml")
    for name, content in files.items():
        if name.startswith(f"{stem}.") and name != path and name.endswith(".yaml"):
            yield _File(name, content)


def _around(edition: Edition) -> tuple[frozenset[str] | None, frozenset[str] | None]:
    """Return the objectives and modules of the course, as far as they could be read."""
    modules, objectives = set(), set()
    for module in edition.survey.modules:
        modules |= {PurePosixPath(module.path).parent.name, module.draft.key}
        objectives |= {objective.id for objective in module.draft.objectives}
    return frozenset(objectives) or None, frozenset(modules) or None


@lru_cache(maxsize=KEPT)
def _report(
    file: _File,
    overlays: tuple[_File, ...],
    objectives: frozenset[str] | None,
    modules: frozenset[str] | None,
) -> Report:
    """Return the report on a scene; kept by content, so that it is searched once."""
    findings = Findings()
    text = decoded(file.path, file.content, findings)
    read: list[Overlay] = []
    for one in overlays:
        language = one.path.removesuffix(".yaml").rsplit(".", 1)[-1]
        told = decoded(one.path, one.content, findings)
        overlay = None if told is None else read_overlay(one.path, language, told, findings)
        if overlay is not None:
            read.append(overlay)
    if text is None:
        return Report(file=file.path, scenario=None, findings=tuple(findings))
    around = Surroundings(objectives=objectives, modules=modules)
    return check_text(file.path, text, findings, around=around, overlays=read)
