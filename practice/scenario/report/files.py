"""Find scenario files, their overlays, and the course around them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from courses.package.problems import Problems
from courses.package.yaml_lines import read_yaml
from practice.scenario.checks.desk import Surroundings

FOLDER = "scenarios"
_BYTES = 1_000_000


def scenario_files(path: Path) -> list[Path]:
    """Return the scenarios of a file or folder: `scenarios/*.yaml` below it, or its own files.

    A file in another language counts as its scenario: parcel-birthday.de.yaml → parcel-birthday.
    """
    if not path.is_dir():
        return [_original(path)]
    folders = [path] if path.name == FOLDER else sorted(path.rglob(FOLDER))
    found = [file for folder in folders if folder.is_dir() for file in folder.glob("*.yaml")]
    found = found or list(path.glob("*.yaml"))
    return sorted({_original(file) for file in found})


def overlay_files(path: Path) -> Iterator[tuple[str, Path]]:
    """Yield language and file of each overlay beside a scenario."""
    for file in sorted(path.parent.glob(f"{path.stem}.*.yaml")):
        yield file.stem.removeprefix(f"{path.stem}."), file


def _original(file: Path) -> Path:
    name = file.name.split(".")
    return file.with_name(f"{name[0]}.yaml") if len(name) == 3 else file


def surroundings(path: Path) -> Surroundings:
    """Return the objectives and modules of the course that a scenario lies in, if it does."""
    for folder in path.resolve().parents:
        if (folder / "course.yaml").is_file():
            return _course(folder)
    return Surroundings()


def _course(folder: Path) -> Surroundings:
    objectives: set[str] = set()
    modules: set[str] = set()
    for file in sorted((folder / "modules").glob("*/module.yaml")):
        with file.open("rb") as opened:
            text = opened.read(_BYTES).decode("utf-8", "replace")
        found = read_yaml(file.name, text, Problems())
        value = found.value if found and isinstance(found.value, dict) else {}
        modules |= {file.parent.name, str(value.get("key", file.parent.name))}
        listed = value.get("objectives", [])
        for entry in listed if isinstance(listed, list) else []:
            if isinstance(entry, dict) and "id" in entry:
                objectives.add(str(entry["id"]))
    return Surroundings(objectives=objectives, modules=modules)
