"""Which files an archive may name, although nothing of it is ever unpacked to disk."""

from __future__ import annotations

import re
import stat

LONGEST = 200
DEEPEST = 8
_DRIVE = re.compile(r"[A-Za-z]:")
_KINDS = {0, stat.S_IFREG, stat.S_IFDIR}


def fault_of_entry(name: str, mode: int = 0) -> str:
    """Return why an archive may not hold an entry of this name and kind; empty when it may."""
    if stat.S_IFMT(mode) not in _KINDS:
        return "This is a link or a device, not a file."
    if not name or len(name) > LONGEST:
        return f"The name is empty or longer than {LONGEST} characters."
    if "\\" in name or _DRIVE.match(name) or name.startswith("/"):
        return "The name leads outside of the archive."
    if not all(letter.isprintable() and letter != "\ufffd" for letter in name):
        return "The name holds signs that do not belong in a name."
    if name.count("/") > DEEPEST:
        return f"The name is deeper than {DEEPEST} folders."
    segments = name.removesuffix("/").split("/")
    if any(segment in {"", ".", ".."} for segment in segments):
        return "The name leads outside of the archive."
    return ""
