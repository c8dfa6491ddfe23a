"""Hostile files are refused in bounded time and memory, measured in a process with hard limits."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from django.conf import settings

from tests.quizzes.interchange.attacks import attacks

pytestmark = pytest.mark.slow

HARMLESS = {"broken tags", "brackets"}  # odd, but sound: they only have to end soon


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    found = tmp_path_factory.mktemp("hostile")
    for name, (kind, content) in attacks().items():
        (found / f"{name}.{kind}").write_bytes(content)
    return found


def run(folder, *words):
    return subprocess.run(
        [sys.executable, "-m", "tests.quizzes.interchange.hostile", str(folder), *words],
        cwd=settings.BASE_DIR, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def told(folder):
    done = run(folder)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def test_each_attack_is_refused_with_a_reason_and_writes_nothing(told):
    assert set(told) == set(attacks())
    taken = {name for name, found in told.items() if not found["problems"]}
    assert taken <= HARMLESS
    assert {name for name, found in told.items() if found["wrote"]} <= HARMLESS


def test_each_attack_costs_little_time(told):
    slow = {name: found["seconds"] for name, found in told.items() if found["seconds"] > 1}
    assert slow == {}


def test_nothing_of_another_file_is_told(told):
    assert "root:" not in json.dumps(told)


def test_the_limit_of_memory_is_one(folder):
    """Negative control: whoever unpacks by the book dies of it."""
    done = run(folder, "--naive")
    assert done.returncode != 0
    assert "MemoryError" in done.stderr
