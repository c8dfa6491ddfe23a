"""Which file names a package may use. One rule for reading, references and export."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

LONGEST = 200
DEEPEST = 6
EXTENSIONS = {".yaml", ".md", ".svg", ".png"}
MEDIA_TYPES = {
    ".yaml": "application/yaml",
    ".md": "text/markdown; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}
_SEGMENT = re.compile(r"[a-z0-9][a-z0-9._-]*\Z")
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?\Z")


def fault_of_path(path: str) -> str:
    """Return why a package may not hold a file of this relative path; empty when it may."""
    if len(path) > LONGEST:
        return f"The path is longer than {LONGEST} characters."
    segments = path.split("/")
    if len(segments) - 1 > DEEPEST:
        return f"The path is deeper than {DEEPEST} folders."
    for segment in segments:
        if not _SEGMENT.match(segment) or segment.endswith("."):
            return "File names use small letters, digits, dots, hyphens and underscores only."
        if _DEVICES.match(segment):
            return f"“{segment}” is the name of a device on some systems."
    if PurePosixPath(path).suffix not in EXTENSIONS:
        return f"A package holds {', '.join(sorted(EXTENSIONS))} files only."
    return ""


def media_type(path: str) -> str:
    """Return the media type of a package file by its checked extension."""
    return MEDIA_TYPES[PurePosixPath(path).suffix]
