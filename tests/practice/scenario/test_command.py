"""`manage.py scenario`: what it prints and how it exits."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.practice.scenario.conftest import PARCEL, changed

COURSE = {
    "course.yaml": "slug: tiny\n",
    "modules/m5-x/module.yaml": "key: m5\nobjectives:\n  - {id: M5.1}\n  - {id: M3.2}\n",
}


def scenario(*words: object) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("scenario", *(str(word) for word in words), stdout=out, stderr=err)
    except SystemExit as stopped:
        return int(stopped.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


@pytest.fixture
def course(tmp_path):
    for path, text in COURSE.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    folder = tmp_path / "modules/m5-x/scenarios"
    folder.mkdir()
    (folder / "parcel-birthday.yaml").write_text(
        changed(("module: m5-routine-and-complex", "module: m5-x"))
    )
    return tmp_path


def test_a_clean_scene_passes_and_tells_what_was_searched(course):
    file = course / "modules/m5-x/scenarios/parcel-birthday.yaml"
    assert scenario("check", file, "--strict") == (
        0, f"{file}: 45 states searched, all of them.\n1 scenario. Nothing to mend.\n", "",
    )  # fmt: skip


def test_a_folder_stands_for_the_scenarios_below_it(course):
    assert scenario("check", course)[1].endswith("1 scenario. Nothing to mend.\n")


def test_findings_go_to_the_error_output_and_the_exit_code(course):
    file = course / "modules/m5-x/scenarios/parcel-birthday.yaml"
    file.write_text(file.read_text().replace("[M5.1, M3.2]", "[M5.1, M9.9]"))
    code, out, err = scenario("check", file)
    assert (code, out) == (1, "")
    assert err.splitlines()[0] == (
        f"{file}:12: E011 The course has no objective “M9.9”. Possible here: M3.2, M5.1."
    )
    assert err.splitlines()[-1] == "1 scenario: 1 error, 0 warnings. To be mended."


def test_warnings_fail_only_a_strict_check(course):
    file = course / "modules/m5-x/scenarios/parcel-birthday.yaml"
    file.write_text(file.read_text().replace("Now the tone is the topic.", "Wrong."))
    code, out, _ = scenario("check", file)
    assert code == 0
    assert "W107" in out
    assert out.endswith("1 scenario: 0 errors, 1 warning.\n")
    assert scenario("check", file, "--strict")[0] == 1


def test_json_tells_the_same_to_a_machine(course):
    file = course / "modules/m5-x/scenarios/parcel-birthday.yaml"
    file.write_text(file.read_text().replace("Now the tone is the topic.", "Wrong."))
    code, out, err = scenario("check", file, "--json", "--strict")
    told = json.loads(out)
    assert (code, err, told["format"], told["passes"]) == (1, "", "attune-scenario-check/1", False)
    (only,) = told["scenarios"]
    assert (only["id"], only["states"], only["proven"]) == ("parcel-birthday", 45, True)
    (finding,) = only["findings"]
    assert (finding["code"], finding["severity"], finding["place"]) == ("W107", "warning", "hot.a")
    assert finding["line"] == 53


def test_overlays_are_checked_with_their_scene(course):
    folder = course / "modules/m5-x/scenarios"
    (folder / "parcel-birthday.de.yaml").write_text("language: fr\ncomplete: no\nstrings: {}\n")
    code, _, err = scenario("check", folder / "parcel-birthday.de.yaml")
    assert code == 1
    assert "parcel-birthday.de.yaml:1: E000 The file says “fr” but its name says “de”." in err


def test_several_scenes_come_with_a_table(course):
    folder = course / "modules/m5-x/scenarios"
    (folder / "other.yaml").write_text(
        changed(
            ("id: parcel-birthday ", "id: other "), ("module: m5-routine-and-complex", "module: m5")
        )
    )
    code, out, _ = scenario("check", course, "--strict")
    assert code == 0
    assert "pronouns: she 2" in out.splitlines()
    assert "channel: phone 2" in out.splitlines()


@pytest.mark.parametrize("name", ["nowhere.yaml", "empty"])
def test_what_is_not_there_is_told(tmp_path, name):
    (tmp_path / "empty").mkdir()
    code, _, err = scenario("check", tmp_path / name)
    assert code == 1
    assert "E000" in err


def test_a_link_to_a_device_is_not_read_for_ever(tmp_path):
    (tmp_path / "x.yaml").symlink_to("/dev/zero")
    code, _, err = scenario("check", tmp_path / "x.yaml")
    assert code == 1
    assert "larger than 200 kB" in err


def test_without_an_action_the_command_is_not_understood():
    with pytest.raises(CommandError):
        call_command("scenario")


def test_the_scene_of_the_design_is_as_it_was_written():
    assert PARCEL.startswith("format: empathy-roleplay/1\nid: parcel-birthday")
