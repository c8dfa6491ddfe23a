"""H5P in: a content.json, alone or zipped; counted bytes; every problem with its line."""

from __future__ import annotations

import json
import time
import zipfile

import pytest

from practice.scenario.exchange.h5p.json_lines import BadJsonError, read_json
from practice.scenario.exchange.incoming import imported
from tests.practice.scenario.exchange.stories import (
    CONTENT,
    alternative,
    content,
    question,
    zipped,
)

INSIDE = "content/content.json"


def reasons(found) -> list[str]:
    assert found.draft == ""
    return [one.reason for one in found.problems]


def test_parts_become_moments_and_feedback_stays_with_its_option():
    found = imported("parcel.json", content())
    scene = found.report.scenario
    assert (scene.title, scene.start) == ("The late parcel", "part_0")
    assert list(scene.nodes) == ["part_0", "part_1", "part_2"]
    asked = scene.nodes["part_1"]
    assert asked.customer.text == "It was promised for Tuesday."
    assert [(one.text, one.goto, one.feedback) for one in asked.choices] == [
        ("What was it for?", "part_2", "You ask. She tells."),
        ("It is the courier's fault.", "end_1_1", "She hangs up."),
    ]
    assert {name: one.text for name, one in scene.endings.items()} == {
        "end_1_1": "She hangs up.", "end": "She thanks you.",
    }  # fmt: skip
    lost = " ".join(map(str, found.lost))
    assert "Video: only its words came along" in lost
    assert "The start screen." in lost
    assert {"E104", "E105", "W105"} <= {one.code for one in found.report.findings}


def test_the_archive_says_the_same_as_the_file_inside():
    data = zipped({"h5p.json": b"{}", INSIDE: content(), "content/images/a.png": b"\x89PNG"})
    assert imported("parcel.h5p", data).draft == imported("parcel.json", content()).draft


def test_lines_are_those_of_the_file():
    text = json.dumps(CONTENT, indent=1).replace('"nextContentId": 2', '"nextContentId": 9')
    found = imported("parcel.json", text.encode())
    lines = text.splitlines()
    start = next(at for at, line in enumerate(lines) if "What was it for?" in line)
    assert [one.line for one in found.problems] == [start]
    assert "part “9”, which is not there" in found.problems[0].reason


@pytest.mark.parametrize("following", [3, -2, "1", True, None, 1.5, [], {}])
def test_leading_nowhere_is_a_problem(following):
    data = content(content=[question("Well?", alternative("Yes.", following))])
    assert "which is not there" in reasons(imported("x.json", data))[0]


@pytest.mark.parametrize(
    "data",
    [
        b"", b"null", b"[]", b"3", b'"x"', b"{}", b'{"branchingScenario": []}',
        b'{"branchingScenario": {"content": {}}}', content(content=[]), content(content=[3, "x"]),
        content(content=[{"type": 3}]),
        content(content=[question("x")]), content(content=[question("x", 3)]),
        content(content=[{"type": {"library": "H5P.BranchingQuestion", "params": 3}}]),
        b"{" * 500_000, b"[" * 500_000, b'{"a":' * 100_000, b'{"branchingScenario": NaN}',
        b'{"branchingScenario": {"content": [' + b"9" * 5000 + b"]}}", b"\xff\xfe{}",
        b'{"a": "\x00"}',
    ],
)  # fmt: skip
def test_what_is_no_branching_scenario_is_refused_soon(data):
    begun = time.process_time()
    found = imported("x.json", data)
    assert found.draft == ""
    assert found.problems
    assert time.process_time() - begun < 5


def test_wrong_types_inside_never_break_the_reader():
    part = question({"a": 1}, {"text": 3, "nextContentId": -1, "feedback": "x"})  # type: ignore[arg-type]
    found = imported("x.json", content(content=[part], title=3, endScreens={}, startScreen=[]))
    assert found.report.scenario is not None
    assert "E105" in {one.code for one in found.report.findings}


def test_signs_that_nobody_sees_are_left_out():
    data = content(content=[question("a\x00b\ud800c\u200bd", alternative("Yes.", -1))])
    scene = imported("x.json", data).report.scenario
    assert scene.nodes["part_0"].customer.text == "abcd"


# --- archives


def test_half_a_character_in_the_name_of_a_part_breaks_no_page():
    """JSON can name one; no page can be sent with it."""
    part = {"type": {"library": "H5P.\ud800 1.0", "params": {"text": "Hello."}}}
    found = imported("x.json", content(content=[{**part, "nextContentId": -1}]))
    assert found.lost
    for note in (*found.lost, *found.mapped):
        str(note).encode()


def test_a_bomb_is_refused_by_the_bytes_that_come_out():
    bomb = zipped({INSIDE: b" " * 1_900_000})
    assert len(bomb) < 10_000
    assert "more than 100 times" in reasons(imported("x.h5p", bomb))[0]
    large = zipped({INSIDE: bytes(range(256)) * 12_000}, zipfile.ZIP_STORED)
    assert "larger than 2 MB" in reasons(imported("x.h5p", large))[0]


def test_a_header_that_lies_about_the_size_helps_nobody():
    bomb = bytearray(zipped({INSIDE: b" " * 1_900_000}))
    size = (1_900_000).to_bytes(4, "little")
    lied = bytes(bomb).replace(size, (100).to_bytes(4, "little"))
    assert lied != bytes(bomb)
    assert reasons(imported("x.h5p", lied))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04 and no more", "damaged"),
        (zipped({INSIDE: content()})[:-30], "damaged"),
        (zipped({INSIDE: content()}, zipfile.ZIP_STORED).replace(b"Tuesday", b"Mondays"),
         "damaged"),
        (zipped({"content.json": content()}), "no file content/content.json"),
        (zipped({f"f{n}": b"" for n in range(5_100)}), "more than 5,000 files"),
        (b"PK" + b"\0" * 21_000_000, "larger than 20 MB"),
        (b" " * 2_100_000, "larger than 2 MB"),
    ],
    ids=["cut", "no table", "changed", "elsewhere", "many", "huge", "plain"],
)  # fmt: skip
def test_archives_that_cannot_be_trusted_are_refused(data, reason):
    assert reason in reasons(imported("x.h5p", data))[0]


def test_objects_know_their_lines_and_depth_has_an_end():
    found = read_json('{\n "a": [\n  {"b": 1},\n  {\n "c": {}}]}')
    assert found.line == 1
    assert [one.line for one in found["a"]] == [3, 4]
    assert found["a"][1]["c"].line == 5
    assert read_json("[" * 60 + "]" * 60)
    with pytest.raises(BadJsonError, match="deeper than 60"):
        read_json("[" * 61 + "]" * 61)
