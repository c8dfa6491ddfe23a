"""One overlay file: `translations/<language>/<module key>.yaml`, texts by id."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from courses.package.problems import Problem, Problems, suggestion
from courses.package.schema import check_fields, our_schema
from courses.package.yaml_lines import read_yaml
from courses.translations.texts import Text

FOLDER = "translations"
COURSE = "course"
_BLOCK = re.compile(r":[ \t]*[|>][-+0-9]*[ \t]*(#.*)?\Z")


@dataclass(frozen=True)
class Entry:
    """A translated text, the mark of the words it was made from, and its first line."""

    source: str
    text: str
    line: int


@dataclass
class Overlay:
    """What one file holds; an absent file holds nothing."""

    path: str
    language: str
    entries: dict[str, Entry] = field(default_factory=dict)
    left_over: dict[str, Entry] = field(default_factory=dict)
    is_there: bool = False

    def line(self, name: str) -> int:
        """Return where a text stands, or the first line of the file."""
        return self.entries[name].line if name in self.entries else 1


@dataclass
class Status:
    """How far the translations are: nothing of it keeps a package from being published."""

    stale: list[Problem] = field(default_factory=list)
    missing: list[Problem] = field(default_factory=list)
    left_over: list[Problem] = field(default_factory=list)

    def all(self) -> list[Problem]:
        """Return every remark, sorted by place."""
        return sorted({*self.stale, *self.missing, *self.left_over})


def overlay_path(language: str, group: str) -> str:
    """Return where the texts of a module, or of the course itself, stand in a language."""
    return f"{FOLDER}/{language.lower()}/{group}.yaml"


def read_overlay(
    files: Mapping[str, bytes], language: str, group: str, problems: Problems
) -> Overlay:
    """Return the texts of an overlay file; every mistake in its frame is a problem."""
    path = overlay_path(language, group)
    overlay = Overlay(path, language)
    if path not in files:
        return overlay
    overlay.is_there = True
    try:
        text = files[path].decode("utf-8-sig")
    except UnicodeDecodeError:
        problems.add(path, 1, "This is not UTF-8 text.", "Save the file as UTF-8.")
        return overlay
    found = read_yaml(path, text, problems)
    fields = check_fields(path, found, our_schema("overlay"), problems) if found else None
    if fields is None:
        return overlay
    if fields.value["language"] != language:
        problems.add(
            path, fields.line("language"),
            f"The file says “{fields.value['language']}” but its folder is {language.lower()}.",
            f"Write “language: {language}”.",
        )  # fmt: skip
    lines = text.split("\n")
    for name, into in (("strings", overlay.entries), ("left_over", overlay.left_over)):
        for key, entry in fields.value.get(name, {}).items():
            line = fields.line(name, key, "text")
            is_block = bool(_BLOCK.search(lines[line - 1]))
            into[key] = Entry(entry["source"], entry["text"].strip("\n"), line + is_block)
    return overlay


def usable(
    overlay: Overlay, texts: Mapping[str, Text], problems: Problems, status: Status
) -> dict[str, str]:
    """Return the translated texts by id; what has no place is a problem, what is old a remark."""
    for name, entry in overlay.left_over.items():
        status.left_over.append(
            Problem(
                overlay.path,
                entry.line,
                f"“{name}” is left over: the course has no such text any more.",
                "Move its words to where they belong, or remove it.",
            )
        )
    given: dict[str, str] = {}
    for name, entry in overlay.entries.items():
        source = texts.get(name)
        if source is None:
            mend = f"{suggestion(name, texts)} `course strings --write` moves it out of the way."
            problems.add(overlay.path, entry.line, f"There is no text “{name}”.", mend.strip())
        elif entry.text.strip():
            given[name] = entry.text
            if entry.source != source.mark:
                status.stale.append(_stale(overlay, entry, source))
    return given


def _stale(overlay: Overlay, entry: Entry, source: Text) -> Problem:
    return Problem(
        overlay.path,
        entry.line,
        f"“{source.id}” was translated from older words.",
        f"Look at it again, then write “source: {source.mark}”.",
    )
