"""`manage.py scenario import` and `export`: files in and out, refusals, what is listed."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command

from practice.scenario.check import check_text
from practice.scenario.exchange.script import script_of
from tests.practice.scenario.conftest import PARCEL
from tests.practice.scenario.exchange.stories import TWEE


def run(*words) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("scenario", *map(str, words), stdout=out, stderr=err)
    except SystemExit as stopped:
        return int(stopped.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


@pytest.fixture
def scene(tmp_path):
    file = tmp_path / "parcel-birthday.yaml"
    file.write_text(PARCEL)
    return file


def test_import_writes_a_draft_and_lists_what_became_of_the_file(tmp_path):
    (tmp_path / "story.twee").write_text(TWEE)
    code, told, _ = run("import", tmp_path / "story.twee", "--to", tmp_path)
    assert code == 0
    assert [title in told for title in ("Carried over:", "Not as it was:", "Left for you")]
    draft = tmp_path / "the-late-parcel.yaml"
    assert run("check", draft)[0] == 1
    assert "E104" in told
    draft.write_text("mine")
    code, _, told = run("import", tmp_path / "story.twee", "--to", tmp_path)
    assert code == 1
    assert "is there already" in told
    assert draft.read_text() == "mine"


def test_a_bad_file_writes_nothing(tmp_path):
    (tmp_path / "story.twee").write_text(":: Start\nNo links.\n")
    code, _, told = run("import", tmp_path / "story.twee", "--to", tmp_path)
    assert code == 1
    assert "story.twee:1: The first passage has no links." in told
    assert "Nothing was imported." in told
    assert list(tmp_path.glob("*.yaml")) == []
    assert run("import", tmp_path / "absent.twee", "--to", tmp_path)[0] == 1
    (tmp_path / "good.twee").write_text(TWEE)
    code, _, told = run("import", tmp_path / "good.twee", "--to", tmp_path / "nowhere")
    assert (code, "cannot be written" in told) == (1, True)


def test_export_writes_twee_and_tells_apart_what_it_does_not_hold(scene):
    code, out, err = run("export", scene, "--as", "twee")
    assert code == 0
    assert out.startswith(":: StoryTitle\nThe late birthday present")
    assert "open.a: id, quality, feedback" in err
    assert "What Twee does not hold" not in out


def test_the_script_holds_everything_that_is_said(scene):
    code, out, _ = run("export", scene, "--as", "script")
    assert code == 0
    assert "<style>" in out
    assert "<script" not in out
    for words in (
        "Rosa Adeyemi", "My daughter will think I forgot.", "Short, and about her.",
        "trust +2, frustration -2", "A caller raises her voice.", "Observer&#x27;s notes",
        "trust &gt;= 7 and frustration &lt;= 4", "What did you notice in yourself",
        "once it was entered 2 times: to C",
    ):  # fmt: skip
        assert words in out or words.replace("&#x27;", "'") in out, words


def test_a_scene_that_cannot_be_read_is_not_exported(scene):
    scene.write_text(PARCEL.replace("version: 3", "version: three"))
    code, out, err = run("export", scene, "--as", "twee")
    assert (code, out) == (1, "")
    assert "E000" in err


def test_moments_are_numbered_in_the_order_of_a_talk():
    script = script_of(check_text("parcel-birthday.yaml", PARCEL).scenario)
    assert [moment.node.name for moment in script.moments] == [
        "open", "check", "hot", "offer", "close",
    ]  # fmt: skip
    assert [close.letter for close in script.closes] == ["A", "B", "C"]
    hot = script.moments[2]
    assert hot.options[0].goes.label == "3"
    assert hot.options[0].then.label == "C"
    assert [(bool(one.when), one.goes.label) for one in script.moments[4].routes] == [
        (True, "A"), (True, "C"), (False, "B"),
    ]  # fmt: skip
