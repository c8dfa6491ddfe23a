"""Every code has a scene that triggers it and nothing else."""

from __future__ import annotations

import re

import pytest
import yaml

from practice.scenario.check import check_text
from practice.scenario.checks.desk import Surroundings
from practice.scenario.findings import TITLES, Findings
from practice.scenario.report.catalog import catalog_of
from practice.scenario.source.overlay import read_overlay
from practice.scenario.source.texts import mark
from tests.practice.scenario.conftest import FILES, PARCEL, changed

NAME = "parcel-birthday.yaml"
AROUND = Surroundings(objectives=["M5.1", "M3.2"], modules=["m5", "m5-routine-and-complex"])
SCENES = yaml.safe_load((FILES / "every-code.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("scene", SCENES)
def test_a_scene_triggers_its_code_and_nothing_else(scene):
    edits = [(edit["old"], edit["new"]) for edit in SCENES[scene]["edits"]]
    report = check_text(NAME, changed(*edits), around=AROUND)
    told = [str(finding) for finding in report.findings]
    assert {finding.code for finding in report.findings} == {SCENES[scene]["code"]}, told
    assert all(finding.mend and finding.reason.endswith(".") for finding in report.findings), told


def test_the_unchanged_scene_triggers_none():
    report = check_text(NAME, PARCEL, around=AROUND)
    assert report.findings == ()
    assert report.is_publishable
    assert report.states == 45


# --- E012 needs an overlay, W208 a catalog


def overlay(*lines: str, complete: str = "no") -> list:
    findings = Findings()
    head = ["language: de", f"complete: {complete}", "strings:"]
    text = "\n".join([*head, *(f"  {line}" for line in lines)]) + "\n"
    found = read_overlay("parcel-birthday.de.yaml", "de", text, findings)
    assert found is not None, list(findings)
    return list(check_text(NAME, PARCEL, findings, overlays=[found]).findings)


OFFER = mark("And what happens now?")


@pytest.mark.parametrize(
    ("line", "complete", "reason"),
    [
        ("offer.text: {source: 0123456789, text: Und jetzt?}", "no", "older words"),
        ("ofer.text: {source: 0123456789, text: Und jetzt?}", "no", "no text “ofer.text”"),
        (f"offer.text: {{source: {OFFER}, text: Und jetzt?}}", "yes", "not translated"),
    ],
)
def test_an_overlay_triggers_e012_and_nothing_else(line, complete, reason):
    found = overlay(line, complete=complete)
    assert {finding.code for finding in found} == {"E012"}
    assert any(reason in finding.reason for finding in found)
    assert {finding.file for finding in found} == {"parcel-birthday.de.yaml"}


def test_an_overlay_that_promises_nothing_may_be_incomplete():
    assert overlay(f"offer.text: {{source: {OFFER}, text: Und jetzt?}}") == []


def catalog(*pronouns: str):
    reports = []
    for at, pronoun in enumerate(pronouns):
        text = changed(
            ("id: parcel-birthday ", f"id: scene-{at} "),
            ("id: rosa,", f"id: rosa, pronouns: {pronoun},"),
        )
        reports.append(check_text(f"scene-{at}.yaml", text))
    return catalog_of(reports)


def test_difficult_people_of_one_group_trigger_w208_and_nothing_else():
    assert {finding.code for finding in catalog("she", "she", "she").findings} == {"W208"}


@pytest.mark.parametrize("pronouns", [("she", "he", "she"), ("she", "she")])
def test_a_mixed_or_small_catalog_triggers_nothing(pronouns):
    assert catalog(*pronouns).findings == ()


def test_without_declared_pronouns_the_texts_tell():
    report = check_text(NAME, PARCEL)
    assert "pronouns: she 1" in catalog_of([report]).lines


def test_two_scenarios_of_one_id_are_told():
    reports = [check_text(f"{folder}/{NAME}", PARCEL) for folder in ("a", "b")]
    assert [finding.file for finding in catalog_of(reports).findings] == [f"b/{NAME}"]


# --- the meta-tests


def test_no_code_goes_without_a_scene():
    assert {scene["code"] for scene in SCENES.values()} | {"E012", "W208"} == set(TITLES)


def test_each_code_has_its_section(settings):
    page = (settings.BASE_DIR / "docs/reference/practice/roleplay-checks.md").read_text()
    sections = dict(re.findall(r"^### ([EW]\d{3}) (.+)$", page, re.MULTILINE))
    assert sections == TITLES
