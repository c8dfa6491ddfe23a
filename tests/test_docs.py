"""What the documents point at is there."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
CODE = re.compile(r"```.*?```|`[^`\n]*`|^ {4,}\S.*$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s]+)\)")


def documents() -> list[Path]:
    """Return what people read: at the top, in docs, and the README of each package."""
    return [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("*/README.md")]


def dead_links(text: str, folder: Path) -> list[str]:
    """Return the relative links of a text that lead nowhere; examples in code do not count."""
    links = LINK.findall(CODE.sub("", text))
    files = [link.partition("#")[0] for link in links if not re.match(r"https?:|mailto:", link)]
    return [file for file in files if file and not (folder / file).exists()]


def test_every_link_leads_somewhere():
    dead = {
        str(path.relative_to(ROOT)): found
        for path in documents()
        if (found := dead_links(path.read_text(), path.parent))
    }
    assert dead == {}


def test_a_dead_link_is_seen_and_an_example_is_not():
    text = "[gone](nowhere.md#part) [there](README.md) `[x](assets/x.svg)`"
    assert dead_links(text, ROOT) == ["nowhere.md"]


def test_every_page_of_docs_is_on_the_start_page():
    """Decision records and the codes of the strict check have start pages of their own."""
    docs = ROOT / "docs"
    listed = {(docs / link).resolve() for link in LINK.findall((docs / "index.md").read_text())}
    pages = {
        path for path in docs.rglob("*.md")
        if path.name != "index.md" and path.parent.name not in {"adr", "lint"}
    }  # fmt: skip
    assert sorted(str(path.relative_to(docs)) for path in pages - listed) == []
