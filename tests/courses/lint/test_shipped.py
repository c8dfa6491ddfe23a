"""What we ship passes our own strict check, quickly; and it would not pass with a fault in it."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest
from django.conf import settings

from courses import lesson_kinds
from courses.lint.run import lint, stops
from courses.package.read import read_package

PACKAGES = sorted(
    path.parent for path in (settings.BASE_DIR / "courses/packages").glob("*/course.yaml")
)
SECONDS = 3


def strict(path: Path):
    package = read_package(path, kinds=lesson_kinds.readers())
    return lint(package, lesson_kinds.lint_rules())


@pytest.mark.parametrize("path", PACKAGES, ids=lambda path: path.name)
def test_the_shipped_course_passes(path):
    found = strict(path)
    assert not stops(found), "\n".join(map(str, found))


@pytest.mark.parametrize("path", PACKAGES, ids=lambda path: path.name)
def test_a_fault_in_it_would_be_found(path, tmp_path):
    copy = shutil.copytree(path, tmp_path / "copy")
    lesson = next(copy.glob("modules/*/l*.md"))
    text = lesson.read_text().replace(":::: takeaway\n", ":::: takeaway\nIn 300 calls it did. ")
    lesson.write_text(text)
    assert "C301" in {finding.code for finding in strict(copy)}


@pytest.mark.parametrize("path", PACKAGES, ids=lambda path: path.name)
def test_it_takes_less_than_three_seconds_of_computing(path):
    """The better of two: the first also loads what later ones have, and shares a busy machine."""
    assert min(_computing(path), _computing(path)) < SECONDS


def _computing(path: Path) -> float:
    begun = time.process_time()
    strict(path)
    return time.process_time() - begun
