"""`manage.py course`: what it prints and how it exits."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from courses.models import CourseVersion
from tests.courses.tiny_package import COURSE, LESSON, LESSON_PATH, second_lesson, write


def course(*words: object) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("course", *(str(word) for word in words), stdout=out, stderr=err)
    except SystemExit as stopped:
        return int(stopped.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_check_says_what_is_there(package):
    assert course("check", package) == (
        0, "tiny: 1 modules, 1 lessons, 5 minutes. Nothing to mend.\n", "",
    )  # fmt: skip


def test_check_tells_every_problem_by_file_and_line(package):
    write(package, {LESSON_PATH: LESSON.replace("minutes: 5", "minuts: 5"), "stray.md": "x"})
    code, out, err = course("check", package)
    assert (code, out) == (1, "")
    assert err.splitlines() == [
        f"{LESSON_PATH}:2: The field “minutes” is missing. Add it.",
        f"{LESSON_PATH}:5: “minuts” is not a field here. Did you mean “minutes”?",
        "stray.md:1: Nothing in the course refers to this file. Use it or remove it.",
        "The course package has 3 problems, so it cannot be published.",
    ]


def test_check_of_no_folder(tmp_path):
    code, _, err = course("check", tmp_path / "no")
    assert code == 1
    assert "There is no such folder." in err


@pytest.mark.parametrize(
    "words", [(), ("burn",), ("check",), ("publish", "x", "--major", "--minor")]
)
def test_what_cannot_be_understood_is_a_usage_error(words):
    with pytest.raises(CommandError) as raised:
        course(*words)
    assert raised.value.returncode in {1, 2}


@pytest.mark.django_db
def test_publish_twice_and_export(package, tmp_path):
    assert course("publish", package, "--note", "First")[:2] == (
        0, "Published version 1 of tiny (major).\n",
    )  # fmt: skip
    assert CourseVersion.objects.get().note == "First"
    assert course("publish", package)[1] == "Unchanged: this is version 1 of tiny already.\n"
    write(package, {"course.yaml": COURSE.replace("Tiny", "Small")})
    assert course("publish", package, "--major")[1] == "Published version 2 of tiny (major).\n"
    code, out, _ = course("export", "tiny", tmp_path / "out", "--version", "1")
    assert (code, out) == (0, f"Version 1 of tiny stands in {tmp_path / 'out'}.\n")
    assert course("publish", tmp_path / "out")[1] == "Published version 3 of tiny (minor).\n"


@pytest.mark.django_db
def test_a_refusal_says_why_and_exits_with_one(package, tmp_path):
    course("publish", write(package, second_lesson()))
    write(package, second_lesson("l3"))
    code, _, err = course("publish", package, "--minor")
    assert (code, err.count("removes l2")) == (1, 1)
    code, _, err = course("export", "nope", tmp_path / "out")
    assert (code, "no published course" in err) == (1, True)
