"""Each import contract is seen failing once, on a copy of the tree with one bad line."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_architecture import PACKAGES, ROOT

pytestmark = [pytest.mark.check, pytest.mark.slow]

BAD_LINES = {
    "Packages stand in layers": ("people/roles.py", "import quizzes.models"),
    "Inside an app": ("enrollments/selectors.py", "import enrollments.services.enroll"),
    "Engines are pure": ("enrollments/completion.py", "import enrollments.models"),
    "Tasks are reached": ("certificates/services/issue.py", "import certificates.tasks"),
    "Web processes hold no model": (
        "practice/views/method.py",
        "import practice.services.listening.meaning",
    ),
}


@pytest.fixture(scope="module")
def tree(tmp_path_factory) -> Path:
    copy = tmp_path_factory.mktemp("tree")
    for package in PACKAGES:
        shutil.copytree(
            ROOT / package, copy / package,
            ignore=shutil.ignore_patterns("packages", "static", "templates", "__pycache__"),
        )  # fmt: skip
    shutil.copy(ROOT / "pyproject.toml", copy)
    return copy


def broken_contracts(tree: Path) -> str:
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [program, "--no-cache"], cwd=tree, capture_output=True, text=True, timeout=120
    )
    return "\n".join(line for line in done.stdout.splitlines() if line.endswith("BROKEN"))


def test_the_copy_as_it_is_keeps_all_contracts(tree):
    assert broken_contracts(tree) == ""


@pytest.mark.parametrize("contract", sorted(BAD_LINES))
def test_a_bad_line_breaks_its_contract(tree, contract):
    file, line = BAD_LINES[contract]
    target = tree / file
    if target.is_dir() or not target.exists():
        target = tree / file.removesuffix(".py") / "__init__.py"
    text = target.read_text()
    target.write_text(f"{text}\n{line}\n")
    try:
        assert contract in broken_contracts(tree)
    finally:
        target.write_text(text)
