"""E105: what a draft still says TODO to."""

from __future__ import annotations

from collections.abc import Iterator

from courses.package.yaml_lines import Path
from practice.scenario.checks.desk import Desk

MARK = "TODO"


def check_todo(desk: Desk) -> None:
    """Note every text that begins with TODO."""
    for way, text in _texts(desk.source.fields.value, ()):
        if text.startswith(MARK):
            field = ".".join(str(step) for step in way if isinstance(step, str))
            desk.add(
                "E105", way, f"“{field[:80]}” is still to be written.",
                "Write it; the words after TODO say what belongs here.", place=_place(desk, way),
            )  # fmt: skip


def _texts(value: object, way: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield way, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _texts(inner, (*way, name))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from _texts(inner, (*way, at))


def _place(desk: Desk, way: Path) -> str:
    if way[0] not in {"nodes", "endings"}:
        return ""
    name = str(way[1])
    if way[2:3] == ("choices",) and isinstance(way[3], int):
        return f"{name}.{desk.scenario.nodes[name].choices[way[3]].id}"
    return name
