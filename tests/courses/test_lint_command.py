"""`course check --strict`, `course report` and `course explain`: what they print, how they exit."""

from __future__ import annotations

import json

from tests.courses.lint.clean_package import (
    FILES,
    LESSON_PATH,
    QUIZ_PATH,
    found,
    lesson,
    prose,
    question,
    quiz,
)
from tests.courses.test_course_command import course

FAULTY = {LESSON_PATH: lesson(example=prose(20), takeaway="In 300 calls it did.")}
PASSIVE = {LESSON_PATH: lesson(contrast="The box was taken away. " * 18)}
NOTHING = "tiny: 1 modules, 2 lessons, 13 minutes. Nothing to mend.\n"


def test_a_package_that_passes(tmp_path):
    found(tmp_path)
    assert course("check", "--strict", tmp_path) == (0, NOTHING, "")


def test_findings_stop_a_strict_check_only(tmp_path):
    found(tmp_path, FAULTY)
    assert course("check", tmp_path) == (0, NOTHING, "")
    code, out, err = course("check", "--strict", tmp_path)
    assert (code, out) == (1, "")
    first, second, last = err.splitlines()
    assert first.startswith(f"{LESSON_PATH}:11: C101 warning: The lesson has ")
    assert f"{LESSON_PATH}:" in second
    assert "C301 error: The figure “300 calls”" in second
    assert last == "1 error, 1 warning. “course explain C101” tells why and how to mend."


def test_a_hint_stops_nothing(tmp_path):
    found(tmp_path, PASSIVE)
    code, out, err = course("check", "--strict", tmp_path)
    assert (code, err) == (0, "")
    assert "C204 hint:" in out
    assert out.endswith(NOTHING)


def test_findings_for_a_machine(tmp_path):
    found(tmp_path, FAULTY)
    code, out, err = course("check", "--strict", "--json", tmp_path)
    told = json.loads(out)
    assert (code, err, told["format"], told["course"]) == (1, "", "attune-lint/1", "tiny")
    assert told["passes"] is False
    assert [(one["code"], one["severity"], one["file"]) for one in told["findings"]] == [
        ("C101", "warning", LESSON_PATH), ("C301", "error", LESSON_PATH),
    ]  # fmt: skip
    assert set(told["findings"][0]) == {
        "file", "line", "code", "severity", "reason", "mend", "key",
    }  # fmt: skip


def test_nothing_for_a_machine(tmp_path):
    found(tmp_path)
    code, out, _ = course("check", "--strict", "--json", tmp_path)
    assert (code, json.loads(out)["passes"], json.loads(out)["findings"]) == (0, True, [])


def test_problems_for_a_machine(tmp_path):
    found(tmp_path)
    (tmp_path / "course.yaml").write_text(FILES["course.yaml"].replace("title:", "titel:"))
    code, out, err = course("check", "--json", tmp_path)
    told = json.loads(out)
    assert (code, err, told["course"], told["passes"]) == (1, "", None, False)
    assert {(one["code"], one["severity"]) for one in told["findings"]} == {("C001", "error")}


def test_explain_prints_the_section():
    code, out, _ = course("explain", "c301")
    assert code == 0
    assert out.startswith("## C301 Figure without a fact")
    assert "C302" not in out


def test_explain_of_an_unknown_code():
    code, _, err = course("explain", "C3001")
    assert (code, "There is no code “C3001”. Did you mean C301?" in err) == (1, True)


def test_the_report_lists_names_and_shared_ones(tmp_path):
    stem = "Parcels, phone. Ingrid says it is late. Behind Wei a baby cries.\n\n> Ask Rosa!"
    asked = quiz([question("one", stem=stem), question("two", right=1)])
    found(tmp_path, {QUIZ_PATH: asked})
    code, out, _ = course("report", tmp_path)
    assert code == 0
    assert "Ingrid                    2  m1" in out
    assert "m1  Ingrid: l1 (customer), m1-quiz/one (question)" in out
    assert "Wei" in out
    assert "Rosa" not in out  # speech is not narration
    assert "The " not in out.split("\n\n")[1]
