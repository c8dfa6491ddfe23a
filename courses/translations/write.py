"""Write an overlay file: every text of a module with its source above, finished ones kept."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Mapping

from courses.translations.overlay import Entry, Overlay
from courses.translations.texts import Text

_WIDTH = 98
_HEAD = """\
# Each text stands below its source. Write yours into “text”; an empty one is not translated yet.
# Keep [F1.1], ![…](…), links, ::: containers and ___ blanks as they are.
"""


def overlay_text(overlay: Overlay, texts: Mapping[str, Text]) -> str:
    """Return the file anew, in the order of the course."""
    lines = [_HEAD + f"language: {overlay.language}", "strings:"]
    for name, text in texts.items():
        lines += _entry(name, text, overlay.entries.get(name))
    gone = {**overlay.left_over}
    gone |= {name: found for name, found in overlay.entries.items() if name not in texts}
    gone = {name: found for name, found in gone.items() if found.text.strip()}
    if gone:
        lines += ["", "# These have no place in the course any more.", "left_over:"]
        for name, entry in gone.items():
            lines += [f"  {name}:", f"    source: {entry.source}", *_scalar(entry.text)]
    return "\n".join(lines) + "\n"


def _entry(name: str, text: Text, entry: Entry | None) -> list[str]:
    lines = ["", *_comment(text.text)]
    is_done = entry is not None and bool(entry.text.strip())
    mark = entry.source if entry and is_done else text.mark
    if mark != text.mark:
        lines.append(f"  # The source has changed since. Once the text fits: source: {text.mark}")
    lines += [f"  {name}:", f"    source: {mark}"]
    if entry and is_done:
        return lines + _scalar(entry.text)
    return [*lines, "    text: |" if "\n" in text.text else '    text: ""']


def _comment(text: str) -> list[str]:
    lines: list[str] = []
    for line in text.strip("\n").split("\n"):
        lines += textwrap.wrap(line, _WIDTH - 4, break_long_words=False) or [""]
    return [f"  # {line}".rstrip() for line in lines]


def _scalar(text: str) -> list[str]:
    """Return a text as YAML: on its lines, folded, or in quotes, whatever reads best."""
    text = text.strip("\n")
    lines = text.split("\n")
    is_plain = all(letter.isprintable() or letter == "\n" for letter in text)
    if is_plain and len(lines) > 1 and not text[0].isspace():
        return ["    text: |-", *(f"      {line}" if line.strip() else "" for line in lines)]
    if is_plain and len(lines) == 1 and len(text) > _WIDTH - 12:
        folded = textwrap.wrap(text, _WIDTH - 6, break_long_words=False, break_on_hyphens=False)
        if " ".join(folded) == text:
            return ["    text: >-", *(f"      {line}" for line in folded)]
    return [f"    text: {json.dumps(text, ensure_ascii=False)}"]
