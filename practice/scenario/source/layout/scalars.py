"""Write one text as YAML so that it reads back as it was."""

from __future__ import annotations

import json
import re
import textwrap

WIDTH = 100
_PLAIN = re.compile(r"[\w(+.“‘’…–—-][^\n]*\Z")
_NEVER = re.compile(r": |:\Z| #|\s\Z|\A[-.?:](?:\s|\Z)|\A---|\A\.\.\.")
_IN_FLOW = re.compile(r"[,\[\]{}?]|:\Z|:[\"']")
_SPECIAL = re.compile(r"(?:yes|no|on|off|y|n|true|false|null|~|[-+.]?[0-9].*)\Z", re.IGNORECASE)


def short(text: str, *, was_plain: bool, in_flow: bool) -> str:
    """Return a text on one line, bare where that is safe, in quotes elsewhere."""
    is_safe = (
        _PLAIN.match(text)
        and text.isprintable()
        and not _NEVER.search(text)
        and not (in_flow and _IN_FLOW.search(text))
        and (was_plain or not _SPECIAL.match(text))
    )
    return text if is_safe else _quoted(text)


def long(text: str, indent: int) -> list[str] | None:
    """Return a text as a folded or literal block, or None when neither would read back."""
    pad = " " * indent
    lines = text.split("\n")
    if not text or not all(line.isprintable() for line in lines) or text[0].isspace():
        return None
    if len(lines) == 1:
        if "  " in text or text[-1] == " ":
            return None
        folded = textwrap.wrap(
            text, max(40, WIDTH - indent), break_long_words=False, break_on_hyphens=False
        )
        return [">-", *(f"{pad}{line}" for line in folded)]
    if not lines[-1] or any(line != line.rstrip() for line in lines):
        return None
    return ["|-", *(f"{pad}{line}" if line else "" for line in lines)]


def _quoted(text: str) -> str:
    shown = json.dumps(text, ensure_ascii=False)
    return "".join(one if one.isprintable() else f"\\U{ord(one):08x}" for one in shown)
