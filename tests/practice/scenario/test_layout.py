"""`scenario fmt`: one layout that says the same, and loses no comment."""

from __future__ import annotations

import json
import re

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from practice.scenario.source.layout.comments import find_comments
from practice.scenario.source.layout.write import LayoutError, laid_out
from tests.practice.scenario import made
from tests.practice.scenario.conftest import PARCEL
from tests.practice.scenario.test_command import course, scenario  # noqa: F401


def value(text: str):
    return yaml.load(text, Loader=yaml.BaseLoader)


def comments(text: str) -> list[str]:
    found = find_comments(text, yaml.compose(text, Loader=yaml.BaseLoader))
    listed = [*found.above.values(), *found.behind.values(), found.last]
    return sorted(comment for some in listed for comment in some)


def test_the_scene_says_the_same_in_the_layout_and_stays_there():
    written = laid_out(PARCEL)
    assert value(written) == value(PARCEL)
    assert laid_out(written) == written
    assert len(comments(PARCEL)) == 22
    assert comments(written) == comments(PARCEL)


def test_fields_stand_in_the_order_of_the_schema():
    order = list(value(laid_out(PARCEL))["nodes"]["hot"]["choices"][0])
    assert order == [
        "id", "text", "skills", "quality", "effect", "feedback", "goto", "max_visits", "then",
    ]  # fmt: skip


def test_nodes_meters_and_effects_keep_the_order_of_the_author():
    assert list(value(laid_out(PARCEL))["nodes"]) == ["open", "hot", "check", "offer", "close"]
    assert "effect: {frustration: +2, trust: -1}" in laid_out(PARCEL)


def test_comments_stay_with_what_they_stood_at():
    text = PARCEL.replace("  hot:\n", "  # The caller is hurt.\n  hot:\n").replace(
        "        effect: {frustration: +1}\n",
        "        # small\n        effect: {frustration: +1}  # one\n",
        1,
    )  # fmt: skip
    written = laid_out(f"# At the top.\n{text}# At the end.\n")
    assert written.startswith("# At the top.\nformat:")
    assert written.endswith("# At the end.\n")
    assert "  # The caller is hurt.\n  hot:\n" in written
    assert "        # small\n        effect: {frustration: +1}  # one\n" in written


def test_a_hash_in_a_text_is_no_comment():
    text = PARCEL.replace("I'll note it down with high priority.", "Ticket #7 is open # really")
    assert comments(laid_out(text)) == comments(PARCEL)


def test_comments_behind_a_block_and_inside_a_list_are_kept():
    text = PARCEL.replace("summary: A parent", "summary: >-  # in short\n  A parent").replace(
        "objectives: [M5.1, M3.2]", "objectives:\n  # first\n  - M5.1  # one\n  - M3.2  # two\n"
    )
    written = laid_out(text)
    assert value(written) == value(text)
    assert {"# in short", "# first", "# one", "# two"} <= set(comments(written))
    assert laid_out(written) == written


def test_what_editors_would_take_for_something_else_stays_in_quotes():
    text = PARCEL.replace("title: The late birthday present", 'title: "no"')
    assert 'title: "no"\n' in laid_out(text)
    number = PARCEL.replace("title: The late birthday present", 'title: "12:30"')
    assert 'title: "12:30"\n' in laid_out(number)


def test_a_file_that_is_no_mapping_is_left_alone():
    with pytest.raises(LayoutError):
        laid_out("- a\n")


PIECES = ["a", "word", "- no", "yes", "#", ": ", "x:", "'", '"', "{", "]", "\n", "  ", "?"]
STORABLE = st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\0")
WORDS = st.text(STORABLE, min_size=1, max_size=300) | st.lists(
    st.sampled_from(PIECES),
    min_size=1, max_size=60,
).map(" ".join)  # fmt: skip


@example("\n a", "a\n", 0)  # a block would begin where the text does not
@given(WORDS, WORDS, st.integers(0, 4))
def test_any_text_says_the_same_in_the_layout(title, said, indent):
    scene = made.a_scene({"n0": made.a_node([made.a_choice("a", "end_good", "best")])})
    scene["title"] = title
    scene["nodes"]["n0"]["customer"]["text"] = said
    text = "".join(
        one if one.isprintable() or one == "\n" else f"\\U{ord(one):08x}"
        for one in json.dumps(scene, indent=indent, ensure_ascii=False)
    )
    written = laid_out(text)
    assert value(written) == value(text)
    assert laid_out(written) == written


@given(made.sound(), st.lists(st.integers(0, 400), max_size=6))
def test_no_comment_is_lost_wherever_it_stands(scene, places):
    lines = laid_out(made.text_of(scene)).splitlines()
    for number, place in enumerate(places):
        lines.insert(place % len(lines), f"# above {number}")
        at = (place * 7) % len(lines)
        if "#" not in lines[at]:
            lines[at] += f"  # behind {number}"
    text = "\n".join(lines) + "\n"
    wanted = sorted(re.findall(r"# (?:above|behind) \d", text))
    written = laid_out(text)
    assert sorted(re.findall(r"# (?:above|behind) \d", written)) == wanted
    assert value(written) == value(text)


# --- the command


def test_fmt_writes_once_and_then_finds_nothing(course):  # noqa: F811
    file = course / "modules/m5-x/scenarios/parcel-birthday.yaml"
    before = file.read_text()
    assert scenario("fmt", file, "--check") == (1, "", f"Would be laid out: {file}\n")
    assert file.read_text() == before
    assert scenario("fmt", course) == (0, f"Laid out: {file}\n", "")
    assert value(file.read_text()) == value(before)
    assert scenario("fmt", file, "--check") == (0, "Nothing to lay out.\n", "")


def test_fmt_leaves_a_broken_file_alone_and_says_why(course):  # noqa: F811
    file = course / "modules/m5-x/scenarios/parcel-birthday.yaml"
    broken = file.read_text().replace("version: 3", "version: x")
    file.write_text(broken)
    code, out, err = scenario("fmt", file)
    assert (code, out) == (1, "")
    assert ":3: E000" in err
    assert file.read_text() == broken
