"""What can be known of a file that has mistakes, so that one mistake does not hide the next."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any, TypeVar

from courses.package.drafts import Fact, Objective
from courses.package.files.paths import fault_of_path
from courses.package.yaml_lines import Located

Made = TypeVar("Made", Fact, Objective)


def names(found: Located, field_name: str) -> list[tuple[str, int]]:
    """Return the usable file names of a list with their lines; the schema told of the others."""
    listed = found.value.get(field_name)
    return [
        (entry, found.line(field_name, place))
        for place, entry in enumerate(listed if isinstance(listed, list) else ())
        if isinstance(entry, str) and entry and not fault_of_path(f"{entry}/x.yaml")
    ]


def entries(found: Located, field_name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the entries of a list that have an id, with their places."""
    listed = found.value.get(field_name)
    for place, entry in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(entry, dict) and isinstance(entry.get("id"), str):
            yield place, entry


def made(kind: type[Made], entry: dict[str, Any]) -> Made:
    """Return a fact or objective of the given fields; those that are missing stay empty."""
    known = {found.name for found in dataclasses.fields(kind)}
    empty = dict.fromkeys(known, "")
    return kind(**{**empty, **{name: entry[name] for name in known & entry.keys()}})


def language_of(course: Located | None) -> str:
    """Return the language a course names, or English while it names none that could be one."""
    named = course.value.get("language") if course else None
    if isinstance(named, str) and len(named) <= 16 and named.replace("-", "").isalnum():
        return named
    return "en"
