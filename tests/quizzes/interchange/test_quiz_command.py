"""`manage.py quiz`: what it prints, how it exits, and that it never replaces a file."""

from __future__ import annotations

import zipfile
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from quizzes.interchange.quiz_file import check_quiz_file
from tests.quizzes.interchange.test_round_trip import SHIPPED
from tests.quizzes.interchange.zips import Member, build

QUIZ = SHIPPED / "m1-foundations" / "m1-quiz.yaml"


def quiz(*words: object) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("quiz", *(str(word) for word in words), stdout=out, stderr=err)
    except SystemExit as stopped:
        return int(stopped.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_export_prints_the_losses_and_puts_them_into_the_package(tmp_path):
    target = tmp_path / "m1.zip"
    code, out, err = quiz("export", QUIZ, "--to", "qti", target)
    assert (code, err) == (0, "")
    assert "* quiz, attempts: There is no place for this in QTI." in out
    with zipfile.ZipFile(target) as archive:
        assert archive.testzip() is None
        assert archive.read("losses.txt").decode() in out
        assert archive.namelist()[0] == "imsmanifest.xml"
    assert names(tmp_path) == ["m1.zip"]


def test_the_same_quiz_makes_the_same_bytes(tmp_path):
    for name in ("one.zip", "two.zip"):
        quiz("export", QUIZ, "--to", "qti", tmp_path / name)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_import_writes_a_quiz_file_and_lists_what_is_left_to_do(tmp_path):
    quiz("export", QUIZ, "--to", "qti", tmp_path / "m1.zip")
    target = tmp_path / "m1-quiz.yaml"
    code, out, err = quiz("import", tmp_path / "m1.zip", "--from", "qti", "--to", target)
    assert (code, err) == (0, "")
    left = out.split("Left for you to write or mend:\n")[1].splitlines()
    assert [line.strip() for line in left] == [
        str(problem) for problem in check_quiz_file("m1-quiz.yaml", target.read_text())
    ]
    words = target.read_text().splitlines()
    tasks = [place for place, line in enumerate(words, start=1) if "TODO" in line and place > 1]
    assert [int(line.split(":")[1]) for line in left] == tasks


def test_every_task_of_a_gift_import_is_refused_by_the_check(tmp_path):
    """A forgotten TODO can never be published: each one has its line in the list."""
    source = tmp_path / "b.gift"
    source.write_text("$CATEGORY: c\nQ1 {T}\n\nQ2 {=a->b =c->d =->e}\n\nQ3 {=x}\n\nQ4 {=a ~b ~c}")
    target = tmp_path / "b-quiz.yaml"
    assert quiz("import", source, "--from", "gift", "--to", target)[0] == 0
    words = target.read_text().splitlines()
    tasks = {place for place, line in enumerate(words, start=1) if "TODO" in line and place > 1}
    assert tasks == {problem.line for problem in check_quiz_file("b", target.read_text())}
    assert len(tasks) > 20


@pytest.mark.parametrize("taken", ["a file", "a link to nowhere"])
def test_nothing_is_ever_replaced(tmp_path, taken):
    target = tmp_path / "m1.zip"
    if taken == "a file":
        target.write_text("mine")
    else:
        target.symlink_to(tmp_path / "elsewhere")
    code, out, err = quiz("export", QUIZ, "--to", "qti", target)
    assert (code, out) == (1, "")
    assert "exists already" in err
    assert names(tmp_path) == ["m1.zip"]
    source = tmp_path / "b.gift"
    source.write_text("Q {T}")
    kept = tmp_path / "q.yaml"
    kept.write_text("mine")
    assert quiz("import", source, "--from", "gift", "--to", kept)[0] == 1
    assert kept.read_text() == "mine"


@pytest.mark.parametrize(
    ("name", "kind", "content"),
    [
        ("b.zip", "qti", build(Member("../x.xml"), Member("/y.xml"))),
        ("b.zip", "qti", b"PK no"),
        ("b.gift", "gift", b"Q {=a\n\nR =b}"),
        ("b.gift", "gift", b"Only words."),
        ("b.gift", "gift", b""),
    ],
)
def test_a_bad_file_imports_nothing(tmp_path, name, kind, content):
    source = tmp_path / name
    source.write_bytes(content)
    code, out, err = quiz("import", source, "--from", kind, "--to", tmp_path / "q.yaml")
    assert (code, out) == (1, "")
    assert f"{name}" in err
    assert err.splitlines()[-1].endswith("so nothing was written.")
    assert names(tmp_path) == [name]


def test_a_quiz_file_with_faults_is_not_exported(tmp_path):
    source = tmp_path / "q.yaml"
    source.write_text(
        QUIZ.read_text().replace("level: R", "level: X").replace("draw: 8", "draw: x")
    )
    code, _, err = quiz("export", source, "--to", "qti", tmp_path / "q.zip")
    assert code == 1
    assert "“X” is not possible here" in err
    assert names(tmp_path) == ["q.yaml"]


def test_signs_that_xml_cannot_hold_are_told_with_their_line(tmp_path):
    source = tmp_path / "q.yaml"
    text = QUIZ.read_text().replace("prompt: Empathy\n", 'prompt: "Em\\x07pathy"\n', 1)
    source.write_text(text)
    line = text[: text.index("\\x07")].count("\n") + 1
    code, _, err = quiz("export", source, "--to", "qti", tmp_path / "q.zip")
    assert code == 1
    assert f"q.yaml:{line}: The text holds signs that XML cannot hold." in err


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("export", "no.yaml", "--to", "qti", "x.zip"), "There is no file"),
        (("import", "no.zip", "--from", "qti", "--to", "x.yaml"), "There is no file"),
        (("import", QUIZ, "--from", "gift", "--to", "X y.yaml"), "is no name for a quiz file"),
        (("import", QUIZ, "--from", "gift", "--to", "x.md"), "is no name for a quiz file"),
        (("export", QUIZ, "--to", "qti", "/no/such/folder/x.zip"), "There is no folder"),
    ],
)
def test_places_that_cannot_be_used(words, reason):
    code, out, err = quiz(*words)
    assert (code, out) == (1, "")
    assert reason in err


@pytest.mark.parametrize(
    "words", [(), ("burn",), ("export", "x"), ("export", "x", "--to", "gift", "y"), ("import", "x")]
)
def test_what_cannot_be_understood_is_a_usage_error(words):
    with pytest.raises(CommandError) as raised:
        quiz(*words)
    assert raised.value.returncode in {1, 2}
