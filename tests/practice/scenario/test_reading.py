"""Reading a scenario file: every problem with its line, and hostile files in bounded time."""

from __future__ import annotations

import re
import subprocess
import sys
from time import process_time

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from practice.scenario.check import check_text
from practice.scenario.findings import Findings
from practice.scenario.source.read import (
    BYTES,
    overlay_schema,
    read_bytes,
    read_scenario,
    roleplay_schema,
)
from tests.practice.scenario.conftest import PARCEL, changed, read

NAME = "parcel-birthday.yaml"


def problems(text: str) -> list[tuple[int, str]]:
    findings = Findings()
    assert read_scenario(NAME, text, findings) is None
    assert findings.codes() == {"E000"}
    return [(finding.line, finding.reason) for finding in findings]


def test_the_scene_is_read_as_it_stands(parcel):
    hot = parcel.nodes["hot"]
    assert hot.choices[0].effect == {"frustration": 2, "trust": -1}
    assert (hot.choices[0].max_visits, hot.choices[0].then) == (2, "end_lost")
    assert hot.customer.emotion.valence == -0.9
    assert parcel.nodes["open"].write_first
    assert not hot.write_first
    assert parcel.safeguards.skip_alternative == "parcel-birthday-reading"
    assert parcel.perspectives[0].rate == {"heard": (1, 5), "respected": (1, 5)}
    assert parcel.good_endings() == {"end_restored"}


def test_every_problem_is_told_at_once_with_its_line():
    broken = changed(
        ("version: 3", "version: x"), ("channel: phone,", "channel: fax,"),
        ("label: furious", "label: furios"), ("weak,\n         effect: {}", "meh"),
        ("outcome: lost,", "outcome: lost, mood: bad,"), ("  check:\n", "  Check!:\n"),
    )  # fmt: skip
    lines = broken.splitlines()
    wanted = ["version: x", "channel: fax", "furios", "meh", "mood: bad", "daughter will think I"]
    told = {line for line, _ in problems(broken)}
    assert told == {at for at, text in enumerate(lines, 1) for word in wanted if word in text}


def test_problems_that_no_schema_sees_are_told_at_once_too():
    broken = changed(
        ("max_visits: 2, then: end_lost", "max_visits: 2"), ('"trust >= 5"', '"trust >= (5"'),
        ("max: 10, start: 3", "max: 10, start: 30"), ("{heard: 1-5", "{heard: 5-1"),
        ("- {id: c, text: \"You planned", "- {id: b, text: \"You planned"),
    )  # fmt: skip
    assert len(problems(broken)) == 5


@pytest.mark.parametrize("value", ["no", "off", "12:30", "1.10", "0x1f", "null", "2026-01-01"])
def test_words_stay_words(value):
    assert (
        read(changed(("title: The late birthday present", f"title: {value}"))).scenario.title
        == value
    )


def test_a_mend_is_always_told():
    findings = Findings()
    read_scenario(
        NAME, changed(("version: 3", "version: x"), ("minutes: 6", "minutes: [6]")), findings
    )
    assert all(finding.mend for finding in findings)


@pytest.mark.parametrize("schema", [roleplay_schema(), overlay_schema()], ids=["scene", "overlay"])
def test_the_schemas_are_valid_and_closed(schema):
    Draft202012Validator.check_schema(schema.rule)
    assert schema.rule["additionalProperties"] is False


def test_an_editor_that_reads_numbers_agrees_with_us():
    """Editors read +2 and -0.7 as numbers and true as a truth value; the schema takes both."""
    import yaml

    value = yaml.safe_load(PARCEL)
    assert list(roleplay_schema().validator.iter_errors(value)) == []
    value["nodes"]["hot"]["choices"][0]["effect"]["trust"] = 1.5
    assert list(roleplay_schema().validator.iter_errors(value)) != []


def test_the_example_of_the_documentation_holds():
    page = (settings.BASE_DIR / "docs/reference/practice/roleplay-format.md").read_text()
    example = re.search(r"```yaml\n(format: .*?)```", page, re.DOTALL)[1]
    report = check_text("gate-change.yaml", example)
    assert report.scenario is not None
    assert {finding.code for finding in report.findings} <= {"W201"}


# --- hostile files

BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"
HOSTILE = {
    "an anchor bomb": BOMB,
    "a tag": "id: !!python/object/apply:os.system ['id']\n",
    "a deep list": "[" * 5_000,
    "a deep mapping": "{a: " * 5_000,
    "deep lines": "\n".join(" " * depth + "a:" for depth in range(500)),
    "ten million letters": "id: " + "x" * 10_000_000,
    "a letter too many": "#" * (BYTES + 1),
    "many names": "\n".join(f"n{at}: x" for at in range(18_000)),
    "many nodes": "nodes:\n" + "\n".join(f"  n{at}: {{}}" for at in range(15_000)),
    "many values": "[" + "x," * 60_000 + "]",
    "many wrong choices": "nodes: {a: {choices: [" + "{id: 1}," * 15_000 + "]}}",
    "a long number": "version: " + "9" * 100_000,
    "two documents": "---\na: b\n---\na: b\n",
    "nothing": "",
    "a word": "scene",
    "a list": "- a\n",
    "a null byte": "id: a\x00b\n",
    "a merge key": "<<: {id: x}\n",
    "a mapping as a name": "? {a: b}\n: c\n",
    "a broken quote": 'id: "x\n',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_a_line_in_bounded_time(name):
    before = process_time()
    found = problems(HOSTILE[name])
    assert process_time() - before < 10
    assert 1 <= len(found) <= 500
    assert all(line >= 1 and len(reason) <= 400 for line, reason in found)


MEMORY = """
import resource, sys
from practice.scenario.check import check_text
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
text = sys.stdin.read()
before = max(before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
report = check_text("x.yaml", text)
assert report.scenario is None
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["ten million letters", "many names", "many wrong choices", "a deep list"]
)
def test_a_hostile_file_is_refused_in_bounded_memory(name):
    done = subprocess.run(
        [sys.executable, "-c", MEMORY], input=HOSTILE[name], capture_output=True, text=True,
        cwd=settings.BASE_DIR, check=True, timeout=120,
    )  # fmt: skip
    assert int(done.stdout) < 150  # MB


def test_a_file_is_read_no_further_than_its_bound(tmp_path):
    file = tmp_path / "big.yaml"
    with file.open("wb") as opened:
        opened.truncate(3_000_000_000)  # sparse: reading it whole would take the memory
    findings = Findings()
    assert read_bytes(file, "big.yaml", findings) is None
    assert [finding.reason for finding in findings] == ["The file is larger than 200 kB."]


@pytest.mark.parametrize("content", [b"\xff\xfe", b"id: \xc3\x28"])
def test_what_is_no_utf8_is_refused(tmp_path, content):
    file = tmp_path / "x.yaml"
    file.write_bytes(content)
    findings = Findings()
    assert read_bytes(file, "x.yaml", findings) is None
    assert "UTF-8" in next(iter(findings)).reason


LINES = PARCEL.splitlines(keepends=True)


@given(
    st.integers(0, len(LINES) - 1),
    st.integers(0, 60),
    st.sampled_from(list("{}[]:,&*!|>'\"#%@`?-\t\n\x00é")),
)
def test_a_letter_anywhere_never_breaks_the_check(line, column, letter):
    """Whatever a slip of the hand does, there is a report, never a traceback."""
    text = LINES[line]
    broken = [*LINES[:line], text[:column] + letter + text[column:], *LINES[line + 1 :]]
    report = check_text(NAME, "".join(broken))
    assert report.scenario is not None or report.findings


@given(st.integers(0, len(LINES) - 1))
def test_a_missing_line_never_breaks_the_check(line):
    report = check_text(NAME, "".join([*LINES[:line], *LINES[line + 1 :]]))
    assert report.scenario is not None or report.findings
