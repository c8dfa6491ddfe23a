"""A scenario in another language: `parcel-birthday.de.yaml` beside `parcel-birthday.yaml`.

The form is that of a course's overlays: texts by id, each with the mark of the words it was
translated from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from courses.package.problems import Problems, suggestion
from courses.package.schema import read_fields
from practice.scenario.findings import Findings
from practice.scenario.shapes import Scenario
from practice.scenario.source.build import is_yes
from practice.scenario.source.read import BYTES, overlay_schema
from practice.scenario.source.texts import in_words, mark, texts_of


@dataclass(frozen=True)
class Entry:
    """A translated text, the mark of its source, and its line."""

    source: str
    text: str
    line: int


@dataclass(frozen=True)
class Overlay:
    """What an overlay file holds."""

    file: str
    language: str
    is_complete: bool
    entries: Mapping[str, Entry] = field(default_factory=dict)
    left_over: Mapping[str, Entry] = field(default_factory=dict)


def read_overlay(file: str, language: str, text: str, findings: Findings) -> Overlay | None:
    """Return what the file holds, or None after noting every problem of form (E000)."""
    problems = Problems()
    if len(text) > BYTES:
        problems.add(file, 1, "The file is larger than 200 kB.", "Translate less in one file.")
        fields = None
    else:
        fields = read_fields(file, text, overlay_schema(), problems)
    if fields is not None and fields.value["language"].lower() != language.lower():
        problems.add(
            file, fields.line("language"),
            f"The file says “{fields.value['language']}” but its name says “{language[:20]}”.",
            "Let them agree.",
        )  # fmt: skip
    findings.take_problems(problems)
    if fields is None or len(problems):
        return None
    entries = {
        kind: {
            name: Entry(entry["source"], entry["text"], fields.line(kind, name))
            for name, entry in fields.value.get(kind, {}).items()
        }
        for kind in ("strings", "left_over")
    }
    return Overlay(
        file=file,
        language=fields.value["language"],
        is_complete=is_yes(fields.value["complete"]),
        entries=entries["strings"],
        left_over=entries["left_over"],
    )


def check_overlay(scenario: Scenario, overlay: Overlay, findings: Findings) -> None:
    """Note texts that are missing, old, or belong to nothing (E012)."""
    texts = texts_of(scenario)
    if overlay.language.lower() == scenario.language.lower():
        findings.add(
            "E012", overlay.file, 1, f"The scenario is in “{scenario.language}” already.",
            "Translate into another language.",
        )  # fmt: skip
    for name, entry in overlay.entries.items():
        if name not in texts:
            findings.add(
                "E012", overlay.file, entry.line, f"The scenario has no text “{name}”.",
                f"{suggestion(name, texts)} `scenario strings --write` moves it away.".strip(),
            )  # fmt: skip
        elif entry.text.strip() and entry.source != mark(texts[name]):
            findings.add(
                "E012", overlay.file, entry.line, f"“{name}” was translated from older words.",
                f"Look at it again, then write “source: {mark(texts[name])}”.", place=name,
            )  # fmt: skip
    for name in texts if overlay.is_complete else ():
        if name not in overlay.entries or not overlay.entries[name].text.strip():
            line = overlay.entries[name].line if name in overlay.entries else 1
            findings.add(
                "E012", overlay.file, line, f"“{name}” is not translated.",
                "Translate it, or write “complete: no”.", place=name,
            )  # fmt: skip


def translated(scenario: Scenario, overlay: Overlay) -> Scenario:
    """Return the scenario in the overlay's language; what is not translated stays as it is.

    Turns of either may be replayed in the other: ids, meters and conditions are the same.
    """
    texts = texts_of(scenario)
    given = {
        name: entry.text for name, entry in overlay.entries.items() if name in texts and entry.text
    }
    return in_words(scenario, given)
