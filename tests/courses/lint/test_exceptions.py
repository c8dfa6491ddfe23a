"""Exceptions are recorded with a reason, and vanish when they are needed no more."""

from __future__ import annotations

import pytest

from courses.package.problems import PackageProblems
from tests.courses.lint.clean_package import LESSON_PATH, codes, found, lesson, prose, swap

SHORT = {LESSON_PATH: lesson(example=prose(20), takeaway=prose(34))}  # C101 and C103
REASON = "reason: Lessons of this module are short by design."


def recorded(*lines: str) -> dict[str, str]:
    return {"lint.yaml": "exceptions:\n" + "".join(f"  - {{{line}, {REASON}}}\n" for line in lines)}


def test_an_exception_covers_its_code_in_its_file(tmp_path):
    assert codes(found(tmp_path / "a", SHORT)) == {"C101", "C103"}
    excepted = recorded(f"code: C101, file: {LESSON_PATH}")
    assert codes(found(tmp_path / "b", {**SHORT, **excepted})) == {"C103"}


def test_an_exception_may_name_one_thing_in_the_file(tmp_path):
    one = recorded(f"code: C103, file: {LESSON_PATH}, key: takeaway")
    assert codes(found(tmp_path / "a", {**SHORT, **one})) == {"C101"}
    other = recorded(f"code: C103, file: {LESSON_PATH}, key: hook")
    assert codes(found(tmp_path / "b", {**SHORT, **other})) == {"C101", "C103", "C901"}


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (f"code: C102, file: {LESSON_PATH}", "C901"),
        ("code: C101, file: modules/elsewhere/l9.md", "C901"),
        (f"code: C999, file: {LESSON_PATH}", "C902"),
    ],
)
def test_an_exception_that_excepts_nothing_is_an_error(tmp_path, line, code):
    (finding,) = found(tmp_path, recorded(line))
    assert (finding.file, finding.line, finding.code) == ("lint.yaml", 2, code)
    assert finding.severity == "error"


def test_a_second_exception_from_the_same_excepts_nothing(tmp_path):
    twice = recorded(*[f"code: C101, file: {LESSON_PATH}"] * 2)
    findings = found(tmp_path, {LESSON_PATH: lesson(example=prose(20)), **twice})
    assert [(finding.code, finding.line) for finding in findings] == [("C901", 3)]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (f", {REASON}", "", "The field “reason” is missing."),
        (REASON, "reason: short", "too little"),
        ("code: C101", "code: length", "does not fit"),
        ("code: C101", "rule: C101", "“rule” is not a field"),
    ],
)
def test_an_exception_without_a_reason_is_a_problem_of_the_package(tmp_path, old, new, reason):
    text = swap(recorded(f"code: C101, file: {LESSON_PATH}")["lint.yaml"], old, new)
    with pytest.raises(PackageProblems) as raised:
        found(tmp_path, {**SHORT, "lint.yaml": text})
    assert [p for p in raised.value.problems if p.file == "lint.yaml" and reason in p.reason]
