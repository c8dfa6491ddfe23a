"""The two editions of the course that Northwind has seen: the foundations first, then all of it.

A year ago only module M1 was there; the whole course replaced it two months ago. So the demo has
people on both versions, as every installation will, and its history stays quick to make.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

FIRST_MODULE = "m1-foundations"
SUMMARY = (
    "The foundations: how to notice what a customer feels, how to say one sentence that shows it, "
    "and how to stay warm without being worn down."
)
_MODULES = re.compile(r"^modules:\n(?:  - .*\n)+", re.MULTILINE)
_CONTRADICTIONS = re.compile(r"^contradictions:\n(?:  - .*\n)+", re.MULTILINE)
_SUMMARY = re.compile(r"^summary: >-\n(?:  .*\n)+", re.MULTILINE)
_PICTURE = re.compile(r"\(assets/([\w.-]+)\)")


def write_first_edition(package: Path, folder: Path) -> Path:
    """Write the edition that held one module into a new folder and return it."""
    module = package / "modules" / FIRST_MODULE
    shutil.copytree(module, folder / "modules" / FIRST_MODULE)
    shutil.copy(package / "facts.yaml", folder)
    course = (package / "course.yaml").read_text()
    course = _MODULES.sub(f"modules:\n  - {FIRST_MODULE}\n", course)
    course = _CONTRADICTIONS.sub("contradictions:\n  - l1-5\n", course)
    course = _SUMMARY.sub(f"summary: >-\n  {SUMMARY}\n", course)
    (folder / "course.yaml").write_text(course)
    shutil.copytree(package / "translations", folder / "translations")
    (folder / "assets").mkdir()
    for text in (*module.rglob("*.md"), *(folder / "translations").rglob("*.yaml")):
        for name in _PICTURE.findall(text.read_text()):
            shutil.copy(package / "assets" / name, folder / "assets")
    return folder
