"""What is left to translate of a scenario, and the overlay file to do it in."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from practice.scenario.shapes import Scenario
from practice.scenario.source.overlay import Entry, Overlay
from practice.scenario.source.texts import mark, texts_of

_WIDTH = 98
_HEAD = """\
# Each text stands below its source. Write yours into “text”; an empty one is not translated yet.
"""


@dataclass(frozen=True)
class Work:
    """What there is to do, and the overlay file as it should stand."""

    lines: tuple[str, ...]
    text: str


def find_work(scenario: Scenario, overlay: Overlay) -> Work:
    """Return what is missing, stale or unused, and the file anew: what is translated is kept."""
    texts = texts_of(scenario)
    return Work(tuple(_left(overlay, texts)), _written(overlay, texts))


def _left(overlay: Overlay, texts: Mapping[str, str]) -> Iterator[str]:
    for name, text in texts.items():
        entry = overlay.entries.get(name)
        if entry is None or not entry.text.strip():
            yield f"missing  {name}"
        elif entry.source != mark(text):
            yield f"stale    {name}"
    for name in (*(key for key in overlay.entries if key not in texts), *overlay.left_over):
        yield f"unused   {name}"


def _written(overlay: Overlay, texts: Mapping[str, str]) -> str:
    complete = "yes" if overlay.is_complete else "no"
    lines = [_HEAD + f"language: {overlay.language}", f"complete: {complete}", "strings:"]
    for name, text in texts.items():
        lines += _entry(name, text, overlay.entries.get(name))
    gone = {**overlay.left_over}
    gone |= {name: entry for name, entry in overlay.entries.items() if name not in texts}
    gone = {name: entry for name, entry in gone.items() if entry.text.strip()}
    if gone:
        lines += ["", "# These have no place in the scene any more.", "left_over:"]
        for name, entry in gone.items():
            lines += [
                f"  {name}:",
                f"    source: {entry.source}",
                f"    text: {_quoted(entry.text)}",
            ]
    return "\n".join(lines) + "\n"


def _entry(name: str, text: str, entry: Entry | None) -> Iterator[str]:
    yield ""
    words = " ".join("".join(one if one.isprintable() else " " for one in text).split())
    for line in textwrap.wrap(words, _WIDTH - 4, break_long_words=False):
        yield f"  # {line}"
    given = entry.text if entry else ""
    now = mark(text)
    was = entry.source if entry and given.strip() else now
    if was != now:
        yield f"  # The source has changed since. Once the text fits: source: {now}"
    yield f"  {name}:"
    yield f"    source: {was}"
    yield f"    text: {_quoted(given)}"


def _quoted(text: str) -> str:
    """Return a text in quotes; JSON is YAML, but for three letters that YAML forbids."""
    shown = json.dumps(text, ensure_ascii=False)
    return "".join(letter if letter.isprintable() else f"\\U{ord(letter):08x}" for letter in shown)
