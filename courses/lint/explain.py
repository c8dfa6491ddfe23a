"""The pages in docs/reference/lint: one section a code, with a bad and a good example."""

from __future__ import annotations

import re
from pathlib import Path

_SECTION = re.compile(r"^## (C\d{3}) (.+)$", re.MULTILINE)


def sections(folder: Path) -> dict[str, str]:
    """Return code → section, as it stands on the pages of the folder."""
    found: dict[str, str] = {}
    for page in sorted(folder.glob("*.md")):
        text = page.read_text(encoding="utf-8")
        heads = list(_SECTION.finditer(text))
        for place, head in enumerate(heads, start=1):
            end = heads[place].start() if place < len(heads) else len(text)
            found[head[1]] = text[head.start() : end].strip() + "\n"
    return found
