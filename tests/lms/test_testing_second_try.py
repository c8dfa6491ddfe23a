"""A second try is for tests with other processes, on a server that judges, and it is told."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
INNER = """
import pytest

tries = {{}}

@pytest.fixture
def live_server():
    return "one"

{mark}
def test_it({fixture}):
    tries["n"] = tries.get("n", 0) + 1
    assert tries["n"] > {fails}, "the first straw"
"""
CONFIG = """
[pytest]
markers =
  journey: a
  faults: b
addopts = -p lms.testing.second_try -p no:cacheprovider -p no:django
"""
pytestmark = pytest.mark.slow


def outcome_of(folder, *, mark="", fixture="", fails=1, ci="true", more=()) -> tuple[int, str]:
    """Run one test that fails so many times; return the exit code and what was said."""
    (folder / "pytest.ini").write_text(CONFIG)
    (folder / "test_inner.py").write_text(INNER.format(mark=mark, fixture=fixture, fails=fails))
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    env |= {"CI": ci, "PYTHONPATH": str(ROOT)}
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "test_inner.py", *more],
        cwd=folder, env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return run.returncode, run.stdout


@pytest.mark.parametrize(
    "test",
    [
        {"mark": "@pytest.mark.journey"},
        {"mark": "@pytest.mark.faults"},
        {"fixture": "live_server"},
        {"fixture": "live_server", "more": ("-n", "2")},
    ],
)
def test_a_test_with_other_processes_may_fail_once_and_it_is_told(tmp_path, test):
    code, said = outcome_of(tmp_path, **test)
    assert code == 0, said
    assert re.search(r"1 passed, 1 rerun", said)
    told = said.split("Tried a second time")[1]
    assert "test_inner.py::test_it (call)" in told
    assert "the first straw" in told


@pytest.mark.parametrize(
    "test",
    [
        {"mark": "@pytest.mark.journey", "fails": 2},
        {"mark": ""},
        {"mark": "@pytest.mark.journey", "ci": ""},
    ],
    ids=["twice", "alone", "here"],
)
def test_control_two_failures_a_process_of_its_own_and_other_machines_stay_red(tmp_path, test):
    code, said = outcome_of(tmp_path, **test)
    assert code == 1
    assert "1 failed" in said
