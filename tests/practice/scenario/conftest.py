"""The scene of the late birthday present, and ways to change it."""

from __future__ import annotations

from pathlib import Path

import pytest

from practice.scenario.findings import Findings
from practice.scenario.shapes import Scenario
from practice.scenario.source.read import Source, read_scenario

FILES = Path(__file__).parent / "files"
PARCEL = (FILES / "parcel-birthday.yaml").read_text(encoding="utf-8")


def changed(*edits: tuple[str, str]) -> str:
    """Return the scene with pieces replaced, each of which must stand in it."""
    text = PARCEL
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new)
    return text


def read(text: str, name: str = "parcel-birthday.yaml") -> Source:
    findings = Findings()
    source = read_scenario(name, text, findings)
    assert source is not None, [str(finding) for finding in findings]
    return source


@pytest.fixture
def parcel() -> Scenario:
    return read(PARCEL).scenario
