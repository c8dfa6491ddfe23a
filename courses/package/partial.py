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
    fields = dataclasses.fields(kind)
    empty = {found.name: "" for found in fields if found.default is dataclasses.MISSING}
    given: dict[str, Any] = {
        name: value for name, value in entry.items() if isinstance(value, str | bool)
    }
    return kind(**{**empty, **{f.name: given[f.name] for f in fields if f.name in given}})


def text(found: Located | None, field_name: str) -> str:
    """Return a text field, or the empty text while there is none that could be one."""
    value = found.value.get(field_name) if found else None
    return value if isinstance(value, str) else ""


def texts(found: Located | None, field_name: str) -> tuple[str, ...]:
    """Return the texts of a list field."""
    value = found.value.get(field_name) if found else None
    return (
        tuple(entry for entry in value if isinstance(entry, str)) if isinstance(value, list) else ()
    )


def language_of(course: Located | None) -> str:
    """Return the language a course names, or English while it names none that could be one."""
    named = course.value.get("language") if course else None
    if isinstance(named, str) and len(named) <= 16 and named.replace("-", "").isalnum():
        return named
    return "en"
