"""Each kind of problem has a package that shows it: file, line, reason and mend."""

from __future__ import annotations

import os
import tracemalloc

import pytest

from courses.package.problems import SHOWN_AT_MOST
from tests.courses.tiny_package import (
    COURSE,
    FACTS,
    FILES,
    LESSON,
    LESSON_PATH,
    LINE,
    MODULE,
    MODULE_PATH,
    problems_of,
    second_lesson,
    write,
)

L, M = LESSON_PATH, MODULE_PATH


def swap(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new, 1)


def in_lesson(old: str, new: str) -> dict[str, str]:
    return {L: swap(LESSON, old, new)}


CASES = [
    # the frame of the course
    ({"course.yaml": None}, "course.yaml", 1, "is missing", "Add it"),
    ({"facts.yaml": None}, "facts.yaml", 1, "is missing", "Add it"),
    ({"course.yaml": swap(COURSE, "attune-course/1", "attune-course/9")}, "course.yaml", 1,
     "“attune-course/9” is not possible", "attune-course/1"),
    ({"course.yaml": swap(COURSE, "title:", "titel:")}, "course.yaml", 3,
     "“titel” is not a field", "Did you mean “title”?"),
    ({"course.yaml": swap(COURSE, "slug: tiny", "slug: Tiny Course")}, "course.yaml", 2,
     "does not fit", "small letters"),
    ({"course.yaml": swap(COURSE, "authors:\n  - The authors", "authors: me")}, "course.yaml", 7,
     "A list is needed", ""),
    ({"course.yaml": COURSE + "title: Again\n"}, "course.yaml", 13,
     "“title” is given twice, first in line 3", "Keep one"),
    ({"course.yaml": swap(COURSE, "summary: A", "summary: A: b")}, "course.yaml", 5,
     "not valid YAML", "double quotes"),
    ({"course.yaml": COURSE + "  - m1-first\n"}, "course.yaml", 13,
     "The module folder “m1-first” is also used in course.yaml:12", "another"),
    ({"course.yaml": COURSE + "  - m9\n"}, "course.yaml", 13, "modules/m9/module.yaml", "Add it"),
    ({"course.yaml": b"title: \xff\n"}, "course.yaml", 1, "not UTF-8", "UTF-8"),
    # facts and modules
    ({"facts.yaml": swap(FACTS, "kind: trial", "kind: trail")}, "facts.yaml", 6,
     "“trail” is not possible", "Did you mean “trial”?"),
    ({"facts.yaml": FACTS + FACTS.removeprefix("facts:\n")}, "facts.yaml", 8,
     "The fact id “F1.1” is also used in facts.yaml:2", "another"),
    ({"facts.yaml": swap(FACTS, "10.1000/182", "https://doi.org/10.1000/182")}, "facts.yaml", 5,
     "does not fit", "bare DOI"),
    ({M: swap(MODULE, "level: Ap", "level: Apply")}, M, 7, "“Apply” is not possible", "Ap"),
    ({M: MODULE + "  - l1.md\n"}, M, 10, "The lesson file “modules/m1-first/l1.md” is also", ""),
    ({M: MODULE + "  - l9.md\n"}, M, 10, "“modules/m1-first/l9.md” is missing", "Add it"),
    ({M: MODULE + "  - ../../course.yaml\n"}, M, 10, "does not fit", "file name of this folder"),
    (second_lesson("l1"), "modules/m1-first/l2.md", 2,
     "The lesson key “l1” is also used in modules/m1-first/l1.md:2", "another"),
    # the fields of a lesson
    (in_lesson("---\nkey", "key"), L, 1, "does not begin with its fields", "---"),
    (in_lesson("kind: reading\n", ""), L, 1, "“kind” is missing", "reading"),
    (in_lesson("kind: reading", "kind: reeding"), L, 3, "no lesson kind “reeding”",
     "Did you mean “reading”?"),
    (in_lesson("minutes: 5", "minutes: five"), L, 5, "A whole number is needed", ""),
    (in_lesson("minutes: 5", "minutes: 0"), L, 5, "too little", "At least 1"),
    (in_lesson("minutes: 5", "minutes: 500"), L, 5, "too much", "At most 240"),
    (in_lesson("required: yes", "required: true"), L, 9, "“true” is not possible", "yes or no"),
    (in_lesson("move_on: completed", "move_on: passed"), L, 8, "“passed” is not possible",
     "nothing to pass"),
    (in_lesson("[M1.1]", "[M1.2]"), L, 6, "There is no objective “M1.2”", "Did you mean “M1.1”?"),
    (in_lesson("facts: [F1.1]", "facts: [F9.9]"), L, 7, "There is no fact “F9.9”", "F1.1"),
    # the text of a lesson
    (in_lesson("so [F1.1]", "so [F1.7]"), L, 20, "There is no fact “F1.7”", "Did you mean “F1.1”?"),
    (in_lesson("assets/line.svg", "assets/lime.svg"), L, 22,
     "There is no picture “assets/lime.svg”", "Did you mean “assets/line.svg”?"),
    (in_lesson("![A line from left to right.]", "![]"), L, 22, "no alternative text", "what it"),
    (in_lesson("Now you.", "Now <b>you</b>."), L, 38, "Raw HTML", "Markdown"),
    (in_lesson("Now you.", "<div>\nNow you.\n</div>"), L, 38, "Raw HTML", "Markdown"),
    (in_lesson("Now you.", "Now\n[you](javascript:alert(1))."), L, 39, "link cannot be used",
     "https://"),
    (in_lesson("## A thing", "# A thing"), L, 19, "wrong level", "##"),
    (in_lesson("::: try", "::: tri"), L, 37, "There is no container “tri”", "Did you mean “try”?"),
    (in_lesson("::: try\nNow you.\n:::\n", ""), L, 11, "The part “try” is missing", "hook"),
    (in_lesson("That was it.\n:::\n", "That was it.\n"), L, 47, "“takeaway” is not closed", ":::"),
    (in_lesson("It goes badly.\n:::\n", "It goes badly.\n:::\n:::\n"), L, 32, "close nothing",
     "Remove"),
    (in_lesson("Where is it?\n:::\n", "Where is it?\n"), L, 15, "“customer” of line 13 was opened",
     "with :::"),
    (in_lesson(":::: hook", "::: hook"), L, 13, "needs more colons", "colon more"),
    (in_lesson("::: customer Ingrid", "::: try"), L, 13, "cannot stand inside “hook”", "Close"),
    # pictures
    ({"assets/line.svg": swap(LINE, "<path", "<script>1</script><path")}, "assets/line.svg", 2,
     "<script> is not allowed", "Remove"),
    ({"assets/line.svg": swap(LINE, "<path", '<path onclick="x()"')}, "assets/line.svg", 2,
     "“onclick” runs script", "Remove"),
    ({"assets/line.svg": '<!DOCTYPE svg [<!ENTITY a "b">]>\n' + LINE}, "assets/line.svg", 1,
     "DOCTYPE", "Remove"),
    ({"assets/line.svg": "<svg"}, "assets/line.svg", 1, "not valid XML", ""),
    ({"assets/dot.png": b"GIF89a" + b"0" * 40}, "assets/dot.png", 1, "not a PNG", ""),
    # files that do not belong
    ({"assets/other.svg": LINE}, "assets/other.svg", 1, "Nothing in the course refers", "remove"),
    ({"notes.txt": "x"}, "notes.txt", 1, "A package holds .md, .png, .svg, .yaml", "Rename"),
    ({"assets/My Line.svg": LINE}, "assets/My Line.svg", 1, "small letters", "Rename"),
    ({"assets/con.svg": LINE}, "assets/con.svg", 1, "name of a device", "Rename"),
    ({"a/b/c/d/e/f/g/h.md": "x"}, "a/b/c/d/e/f/g/h.md", 1, "deeper than", "Rename"),
    ({"assets/line.svg": LINE + "<!--" + "x" * 1_000_000 + "-->"}, "assets/line.svg", 1,
     "larger than 1 MB", "smaller"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("files", "file", "line", "reason", "mend"), CASES, ids=[f"{c[1]}-{c[3]}" for c in CASES]
)
def test_the_problem_is_told_with_its_place_and_mend(tmp_path, files, file, line, reason, mend):
    found = problems_of(write(tmp_path, files))
    assert [
        problem
        for problem in found
        if (problem.file, problem.line) == (file, line)
        and reason in problem.reason
        and mend in problem.mend
    ], [str(problem) for problem in found]


def test_the_tiny_package_has_no_problem(tmp_path):
    assert problems_of(write(tmp_path)) == []


def test_all_problems_come_at_once_and_sorted(tmp_path):
    found = problems_of(
        write(
            tmp_path,
            {
                "course.yaml": swap(COURSE, "title:", "titel:"),
                "facts.yaml": swap(FACTS, "kind: trial", "kind: trail"),
                **in_lesson("Now you.", "<b>Now</b> you ![](assets/no.svg)."),
                "notes.txt": "x",
            },
        )
    )
    assert found == sorted(found)
    assert {problem.file for problem in found} >= {"course.yaml", "facts.yaml", "notes.txt"}


def test_a_mistake_in_one_file_does_not_hide_those_of_another(tmp_path):
    found = problems_of(
        write(
            tmp_path,
            {**in_lesson("minutes: 5", "minutes: x"), M: swap(MODULE, "title: First\n", "")},
        )
    )
    assert {problem.file for problem in found} >= {M}


def test_a_mark_of_the_byte_order_before_a_file_is_no_mistake(tmp_path):
    files = {path: b"\xef\xbb\xbf" + text.encode() for path, text in FILES.items()}
    assert problems_of(write(tmp_path, files)) == []


@pytest.mark.parametrize("odd", ["\u2028", "\x85", "\x0c"])
def test_lines_are_counted_as_editors_count_them(tmp_path, odd):
    body = LESSON.replace("Where is it?", f"Where{odd}is it?").replace("It goes ___.", "A [F9.9].")
    text = body.replace("::: takeaway", "::: takeawy")
    found = problems_of(write(tmp_path, {L: text}))
    lines = text.split("\n")
    told = {problem.line for problem in found if "F9.9" in problem.reason}
    assert told == {lines.index("A [F9.9].") + 1}
    told = {problem.line for problem in found if "takeawy" in problem.reason}
    assert told == {lines.index("::: takeawy") + 1}


def test_a_picture_is_not_called_unused_while_a_page_cannot_be_read(tmp_path):
    found = problems_of(write(tmp_path, {L: "", "notes.txt": "x"}))
    assert {problem.file for problem in found} == {L, "notes.txt"}


@pytest.mark.parametrize("blank", ["   ", "\u00a0", "\\t"])
def test_blanks_are_no_title(tmp_path, blank):
    files = in_lesson("title: One thing", f'title: "{blank}"')
    assert [(found.file, found.line) for found in problems_of(write(tmp_path, files))] == [(L, 4)]


def test_an_objective_is_no_longer_than_a_question_can_name(tmp_path):
    long = {path: text.replace("M1.1", f"M1.{'1' * 20}") for path, text in FILES.items()}
    found = problems_of(write(tmp_path, long))
    assert [(problem.file, problem.line) for problem in found] == [(M, 5)]


def test_no_flood(tmp_path):
    lesson = swap(LESSON, "Now you.", "\n\n".join(["<b>x</b>"] * 5000))
    assert len(problems_of(write(tmp_path, {L: lesson}))) == SHOWN_AT_MOST


def test_parts_out_of_order(tmp_path):
    lesson = swap(LESSON, "::: contrast", "::: swapped")
    lesson = swap(lesson, "::: example", "::: contrast").replace("::: swapped", "::: example")
    found = problems_of(write(tmp_path, {L: lesson}))
    assert ["“example” comes after “contrast”." in problem.reason for problem in found] == [True]


def test_links_are_not_followed(tmp_path):
    write(tmp_path / "package")
    (tmp_path / "secret.svg").write_text("<svg/>")
    (tmp_path / "package/assets/out.svg").symlink_to(tmp_path / "secret.svg")
    (tmp_path / "package/elsewhere").symlink_to(tmp_path)
    found = problems_of(tmp_path / "package")
    assert [(p.file, p.reason) for p in found] == [
        ("assets/out.svg", "Links are not followed."),
        ("elsewhere", "Links are not followed."),
    ]


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path):
    write(tmp_path)
    os.mkfifo(tmp_path / "assets/pipe.svg")
    assert [p.reason for p in problems_of(tmp_path)] == ["This is not an ordinary file."]


def test_a_package_larger_than_its_limit_is_refused(tmp_path):
    many = {f"assets/p{n}.svg": LINE + " " * 999_000 for n in range(21)}
    assert any("larger than 20 MB" in p.reason for p in problems_of(write(tmp_path, many)))


def test_hidden_files_are_no_part_of_a_package(tmp_path):
    assert problems_of(write(tmp_path, {".git/config": "x", "assets/.DS_Store": "x"})) == []


def test_a_folder_that_is_not_there(tmp_path):
    assert [p.reason for p in problems_of(tmp_path / "no")] == ["There is no such folder."]


def test_what_a_file_is_called_cannot_write_on_a_terminal(tmp_path):
    write(tmp_path)
    (tmp_path / "a\x1b[31m\n.svg").write_text("x")
    os.close(os.open(os.fsencode(tmp_path) + b"/\xff.svg", os.O_CREAT))
    assert [p.file for p in problems_of(tmp_path)] == ["a\ufffd[31m\ufffd.svg", "\ufffd.svg"]


def test_a_text_of_ten_megabytes_is_never_read_whole(tmp_path):
    write(tmp_path, {"course.yaml": "title: " + "x" * 10_000_000})
    tracemalloc.start()
    found = problems_of(tmp_path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [(p.file, p.reason) for p in found] == [("course.yaml", "The file is larger than 1 MB.")]
    assert peak < 6_000_000


def test_a_lesson_has_a_length(tmp_path):
    lesson = LESSON.replace("Now you.", "[" * 100_001)
    (problem,) = problems_of(write(tmp_path, {L: lesson, "assets/line.svg": None})) or [None]
    assert "longer than 100,000" in problem.reason


def test_ten_thousand_mistakes_are_told_within_bounds(tmp_path):
    facts = "facts:\n" + "  - {}\n" * 10_000
    assert len(problems_of(write(tmp_path, {"facts.yaml": facts}))) == SHOWN_AT_MOST


def test_one_problem_per_mistake(tmp_path):
    refused = problems_of(write(tmp_path, {"assets/line.svg": "<svg/>"}))
    assert len(refused) == 1  # the lesson that shows the picture is not to blame as well
