"""The fields of a lesson's file as its author wrote them, each text by the way to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from courses.package.drafts import SourceFile
from courses.package.problems import Problems
from courses.package.reading import front_matter
from courses.package.yaml_lines import read_yaml

Flat = dict[str, str]


@dataclass(frozen=True)
class Written:
    """A file as it was written: its fields, and the prose behind them where there is any."""

    fields: Mapping[str, Any] = field(default_factory=dict)
    prose: str = ""


def written(path: str, files: Mapping[str, bytes]) -> Written:
    """Return what a file holds; one that cannot be read holds nothing."""
    text = files.get(path, b"").decode("utf-8-sig", errors="replace")
    if not path.endswith(".md"):
        return Written(_fields(path, text))
    parts = front_matter(SourceFile(path=path, text=text), Problems())
    if parts is None:
        return Written(prose=text)
    head, body, _first_line = parts
    return Written(_fields(path, head), body)


def with_scene(lesson: Written, scene: Written) -> Written:
    """Return a role-play with the words of its scene, which lies in a file of its own."""
    return Written({**lesson.fields, "scene": dict(scene.fields)}, lesson.prose)


def _fields(path: str, text: str) -> dict[str, Any]:
    found = read_yaml(path, text, Problems())
    return dict(found.value) if found and isinstance(found.value, dict) else {}


def flat(value: Any) -> Flat:
    """Return every text inside a value by the way to it; entries of a list go by key or id."""
    return dict(_leaves(value, ""))


def _leaves(value: Any, way: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield way, value
        return
    if isinstance(value, Mapping):
        inner = [(name, found) for name, found in value.items() if name != "key" or not way]
    elif isinstance(value, list):
        inner = [(_name(found, place), found) for place, found in enumerate(value, start=1)]
    else:
        return
    for name, found in inner:
        yield from _leaves(found, f"{way}.{name}" if way else str(name))


def _name(entry: Any, place: int) -> str:
    for name in ("key", "id"):
        if isinstance(entry, Mapping) and isinstance(entry.get(name), str):
            return str(entry[name])
    return str(place)
